-- A real client: opens a notice in headless Neovim, sees what the server says, applies a fix, saves.
-- Run by .ci/editor: nvim --headless --clean -l is newer than Debian's Neovim, so: nvim --headless --clean -S test.lua
-- NOTICE_LINT is the program, NOTICE the file.

local program, file = vim.env.NOTICE_LINT, vim.env.NOTICE
local patience = 60000

local function say(text) io.stdout:write(text .. "\n") end

local function fail(text)
  say("not ok: " .. text)
  vim.cmd("cquit 1")
end

local function ok(condition, text)
  if not condition then fail(text) end
  say("ok: " .. text)
end

local function with(code, buffer)
  return vim.tbl_filter(function(one) return one.code == code end, vim.diagnostic.get(buffer))
end

local function ask(buffer, method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, patience) or {}
  for _, answer in pairs(answers) do
    if answer.error then fail(method .. ": " .. vim.inspect(answer.error)) end
    return answer.result
  end
  fail(method .. ": no answer")
end

local function run()
  vim.cmd("edit " .. vim.fn.fnameescape(file))
  local buffer = vim.api.nvim_get_current_buf()
  local config = { name = "notice-lint", cmd = { program, "lsp" }, root_dir = vim.fn.fnamemodify(file, ":h") }
  local id
  if vim.lsp.start then
    id = vim.lsp.start(config)
  else -- Neovim 0.7
    id = vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(buffer, id)
  end
  ok(id ~= nil, "the server starts (Neovim " .. tostring(vim.version().major) .. "." .. vim.version().minor .. ")")

  ok(vim.wait(patience, function() return #with("ico-phone-format", buffer) == 1 end, 20), "its diagnostics are shown")
  local found = with("ico-phone-format", buffer)[1]
  local line = vim.api.nvim_buf_get_lines(buffer, found.lnum, found.lnum + 1, false)[1]
  ok(line:sub(found.col + 1, found.end_col) == "03031231113", "at the very words: " .. line:sub(found.col + 1, found.end_col))

  local client = vim.lsp.get_client_by_id(id)
  vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
  local params = vim.lsp.util.make_range_params(0, client.offset_encoding)
  params.context = { diagnostics = {} }
  local fix
  for _, action in ipairs(ask(buffer, "textDocument/codeAction", params)) do
    if action.isPreferred then fix = action end
  end
  ok(fix ~= nil, "there is a safe fix: " .. (fix and fix.title or "none"))
  vim.lsp.util.apply_workspace_edit(fix.edit, client.offset_encoding)
  local after = vim.api.nvim_buf_get_lines(buffer, found.lnum, found.lnum + 1, false)[1]
  ok(after == line:gsub("03031231113", "0303 123 1113"), "it changes nothing else: " .. after)
  ok(vim.wait(patience, function() return #with("ico-phone-format", buffer) == 0 end, 20), "and the diagnostic goes")

  local position = { textDocument = vim.lsp.util.make_text_document_params(buffer), position = { line = 4, character = 4 } }
  local hover = ask(buffer, "textDocument/hover", position)
  ok(hover and hover.contents.value:find("What the law asks for here", 1, true), "a heading says what belongs under it")
  local symbols = ask(buffer, "textDocument/documentSymbol", { textDocument = position.textDocument })
  ok(symbols[1].name == "Privacy notice" and symbols[1].children[1].detail == "retention", "sections have topics")

  vim.cmd("silent write")
  ok(table.concat(vim.fn.readfile(file), "\n"):find("0303 123 1113", 1, true) ~= nil, "the file is saved")
  client.stop()
  ok(vim.wait(patience, function() return client.is_stopped() end, 20), "the server ends when it is told to")
end

local done, message = pcall(run)
if not done then fail(tostring(message)) end
vim.cmd("qall!")

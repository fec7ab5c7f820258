;;; test.el --- eglot with notice-lint  -*- lexical-binding: t; -*-
;; Opens a notice in Emacs without a screen, sees what the server says, applies a fix, saves. Run by .ci/editor;
;; NOTICE_LINT is the program, NOTICE the file.

(package-initialize)
(require 'eglot)
(require 'flymake)
(require 'project)

(defvar program (getenv "NOTICE_LINT"))
(defvar file (getenv "NOTICE"))

(defun ok (condition text)
  (princ (format "%s: %s\n" (if condition "ok" "not ok") text))
  (unless condition (kill-emacs 1)))

(defun until (condition)
  (let ((left 600))
    (while (and (> left 0) (not (funcall condition)))
      (accept-process-output nil 0.1)
      (setq left (1- left)))
    (funcall condition)))

(defun with (code)
  (seq-filter (lambda (one) (string-match-p (regexp-quote code) (flymake-diagnostic-text one))) (flymake-diagnostics)))

(add-to-list 'eglot-server-programs `(text-mode . (,program "lsp")))
(setq eglot-confirm-server-initiated-edits nil)
(find-file file)
(text-mode)
(eglot '(text-mode) (cons 'transient (file-name-directory file)) 'eglot-lsp-server (list program "lsp") "plaintext")
(ok (eglot-current-server) (format "the server starts (Emacs %s)" emacs-version))
(ok (until (lambda () (flymake-start) (with "unusual grouping"))) "its diagnostics are shown")
(defvar found (car (with "unusual grouping")))
(ok (equal (buffer-substring (flymake-diagnostic-beg found) (flymake-diagnostic-end found)) "03031231113") "at the very words")
(goto-char (flymake-diagnostic-beg found))
(defvar fix
  (seq-find (lambda (action) (eq (plist-get action :isPreferred) t))
            (eglot-code-actions (flymake-diagnostic-beg found) (flymake-diagnostic-end found))))
(ok fix "there is a safe fix")
(eglot--apply-workspace-edit (plist-get fix :edit))
(ok (save-excursion (goto-char (point-min)) (search-forward "😀 Call the ICO on 0303 123 1113 to complain." nil t))
    "it changes nothing else")
;; Without a screen there is no idle time, in which eglot would tell the server of the edit.
(eglot--signal-textDocument/didChange)
(ok (until (lambda () (flymake-start) (not (with "unusual grouping")))) "and the diagnostic goes")
(save-buffer)
(defvar server (eglot-current-server))
(eglot-shutdown server)
(ok (not (jsonrpc-running-p server)) "the server ends when it is told to")
(kill-emacs 0)

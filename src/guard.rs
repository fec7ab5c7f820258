//! A bug while one file is checked must not lose the others.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};

thread_local! {
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps what a panic says for [`guarded`], in place of printing it.
pub fn quiet_panics() {
    set_hook(Box::new(|info| {
        let said = info.payload_as_str().unwrap_or("no message");
        let place = info.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
        LAST.with(|last| *last.borrow_mut() = format!("{said}{place}"));
    }));
}

/// Does the work, or says what went wrong inside.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| LAST.with(|last| std::mem::take(&mut *last.borrow_mut())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_message() {
        quiet_panics();
        let result = guarded(|| panic!("out of words"));
        assert!(matches!(result, Err::<(), _>(said) if said.starts_with("out of words (")));
        assert_eq!(guarded(|| 3), Ok(3));
    }
}

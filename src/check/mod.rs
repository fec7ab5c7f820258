//! Evidence, facts, verdicts and findings.

mod finding;

pub use finding::{
    Citation, Confidence, Edit, ElementReport, EvidenceReport, FactReport, FactValue, Finding, Fix, FixClass,
    NoticeReport, Place, Related, SectionReport, Severity, Suppressed, Verdict,
};

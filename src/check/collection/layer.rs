//! A notice that is read with another one.

use crate::check::Checked;
use crate::check::finding::{Related, Severity, Verdict};
use crate::rules::{Check, RuleSet};

/// What the notice lacks and the layer gives in substance is `layered`, and its finding one step milder. Only elements
/// whose rule says that they can be inherited; a promise in the layer supplies nothing.
pub fn apply(child: &mut Checked, layer: &Checked, rules: &RuleSet) {
    let inheritable = rules.rules.iter().filter_map(|rule| match &rule.check {
        Check::Requires(r) if r.inherit => Some((r.element.as_deref()?, rule)),
        _ => None,
    });
    for (element, rule) in inheritable {
        let Some(given) = layer.report.elements.iter().find(|e| &*e.id == element) else { continue };
        if given.verdict != Verdict::Stated {
            continue;
        }
        let Some(lacking) = child.report.elements.iter_mut().find(|e| &*e.id == element) else { continue };
        if !matches!(lacking.verdict, Verdict::Missing | Verdict::Silent) {
            continue;
        }
        lacking.verdict = Verdict::Layered;
        lacking.because = format!("given by {}", layer.report.path);
        let related = given.evidence.first().map(|e| Related {
            place: e.place.clone(),
            text: "the notice that this one is read with says it here".to_owned(),
        });
        let names: Vec<&str> = rule.reported_names().collect();
        for finding in child.report.findings.iter_mut().filter(|f| names.contains(&&*f.rule)) {
            finding.severity = match finding.severity {
                Severity::Error => Severity::Warning,
                _ => Severity::Info,
            };
            finding.related.extend(related.clone());
        }
    }
}

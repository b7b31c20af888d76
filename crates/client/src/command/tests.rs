use super::Answer;
use crate::App;
use sceau_wire::account::SignInView;
use sceau_wire::configuration::ConfigurationView;
use sceau_wire::evidence::ChallengeView;
use sceau_wire::handoff::{HandoffView, HandoverView};
use sceau_wire::host::*;
use sceau_wire::identity::IdentityView;
use sceau_wire::journey::JourneyView;
use sceau_wire::login::{LoginRequestView, LoginRequestsView};
use sceau_wire::person::{ConsentsView, PersonCodeView, RecoveryOutlookView, RecoveryView};

/// Compiles only if every function has the types the list gives it.
#[expect(dead_code, reason = "checked by the compiler, never run")]
async fn every_function_has_the_types_of_the_list(app: &App) {
    macro_rules! typed {
        ($($name:ident($args:ty) -> $result:ty;)+) => {
            $(
                let args: fn() -> $args = || unreachable!();
                let _: Answer<$result> = super::$name(app, args()).await;
            )+
        };
    }
    crate::commands!(typed);
}

#[test]
fn the_list_is_that_of_the_contract() {
    macro_rules! texts {
        ($($name:ident($args:ident) -> $result:ident;)+) => {
            vec![$((stringify!($name), stringify!($args), stringify!($result))),+]
        };
    }
    let ours: Vec<(&str, &str, &str)> = crate::commands!(texts);
    let contract = commands();
    let theirs: Vec<_> = contract
        .iter()
        .map(|command| (command.name, command.args.as_str(), command.result.as_str()))
        .collect();
    assert_eq!(ours, theirs);
}

#[test]
fn what_is_absent_is_left_out_of_an_answer() {
    let seen = SeenCodeView {
        kind: CodeKind::Login,
        code: "abc".into(),
    };
    let preferences = Preferences {
        language: None,
        theme: Some("dark".into()),
        text_percent: 100,
        high_contrast: None,
        signals: None,
        notices: None,
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    assert_eq!(
        text(super::to_json(&(&preferences, seen)).unwrap()),
        r#"[{"text_percent":100,"theme":"dark"},{"code":"abc","kind":"login"}]"#,
    );
    assert_eq!(text(super::to_json(&Nothing {}).unwrap()), "{}");
}

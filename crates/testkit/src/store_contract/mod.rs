//! The store's contract: what every store must do, told once. Each story takes a fresh, empty store.
//!
//! A store crate writes `sceau_testkit::store_contract!(open)` in a test file, where `open` is an
//! asynchronous function that gives `(store, whatever must live as long)`; every story becomes a
//! test of its own. SQLite and PostgreSQL run the same ones.
#![expect(
    clippy::expect_used,
    reason = "a store that fails is a test that fails"
)]

pub mod accounts;
pub mod audit;
pub mod cases;
pub mod erasures;
pub mod faces;
pub mod idle;
pub mod letters;
pub mod logins;
pub mod logouts;
pub mod person;
pub mod reviews;
pub mod tokens;
pub mod transactions;

use sceau_service::ports::{Store, Transaction};

/// Writes in a transaction of its own and commits.
///
/// # Panics
/// When the store fails.
pub async fn write<T>(store: &dyn Store, work: impl AsyncFnOnce(&mut dyn Transaction) -> T) -> T {
    let mut tx = store.begin().await.expect("a transaction");
    let result = work(&mut *tx).await;
    tx.commit().await.expect("a commit");
    result
}

/// Reads in a transaction of its own.
///
/// # Panics
/// When the store fails.
pub async fn read<T>(store: &dyn Store, work: impl AsyncFnOnce(&mut dyn Transaction) -> T) -> T {
    let mut tx = store.read().await.expect("a reading transaction");
    work(&mut *tx).await
}

/// Makes a test of every story.
#[macro_export]
macro_rules! store_contract {
    ($open:path) => {
        $crate::store_contract!(@stories $open,
            transactions: [
                a_dropped_transaction_changes_nothing,
                a_reader_sees_one_picture_while_a_writer_commits,
                writers_wait_for_each_other_and_lose_nothing,
            ],
            accounts: [
                an_account_comes_back_whole_and_is_found_by_address_and_number,
                a_sign_in_comes_back_whole_and_the_newest_is_found,
                sessions_and_devices_come_back_whole,
                an_identity_comes_back_whole_with_any_document_and_birthplace,
                what_ended_is_swept_and_what_goes_on_stays,
                an_account_is_left_once_it_holds_nothing_and_nobody_is_signed_in,
            ],
            person: [
                codes_of_someone_signed_in_come_back_whole_one_series_a_purpose,
                sessions_on_a_device_end_together,
                all_sessions_of_an_account_but_one_end_together,
                what_an_identitys_logins_gave_ends_together,
                an_erased_account_is_gone_whole_and_nobody_else_is_touched,
            ],
            idle: [
                whoever_left_a_case_is_told_once_each_time,
            ],
            cases: [
                a_case_comes_back_whole_in_every_state,
                a_case_changed_meanwhile_is_a_conflict,
                a_case_is_found_by_its_account_and_its_desk_code,
                consents_come_back_in_order,
                exactly_the_cases_that_may_be_abandoned_are_idle,
                cases_are_erased_when_their_time_has_come,
                a_deleted_case_leaves_its_letter_and_its_decisions,
                evidence_uploads_and_challenges_come_back_whole,
                only_pictures_that_nobody_examined_wait_and_examinations_come_back_whole,
                a_document_or_a_picture_of_another_account_is_known_and_of_the_same_account_is_not,
            ],
            erasures: [
                what_was_marked_comes_back_oldest_first_until_its_own_mark_is_taken_away,
            ],
            faces: [
                faces_wait_once_both_pieces_were_examined_and_are_compared_once,
                no_faces_wait_of_a_case_that_ended_or_whose_pictures_are_gone,
            ],
            letters: [
                a_letter_comes_back_whole_and_is_found_by_its_tokens,
                events_are_appended_and_never_rewritten,
                letters_expire_after_their_fifteen_days_and_are_reminded_once,
            ],
            reviews: [
                operators_and_their_sessions_come_back_whole,
                operator_sessions_that_ended_are_swept,
                the_queue_is_oldest_first_and_entries_change,
                decisions_come_back_whole_and_the_old_ones_go,
                emptied_decisions_keep_their_verdict_and_lose_their_words,
            ],
            logins: [
                interactions_and_handoffs_come_back_whole,
                handoffs_that_an_account_gave_come_back_newest_first,
                a_login_request_comes_back_whole_in_every_state,
                the_newest_login_requests_come_first,
                what_leads_to_a_login_request_changes_with_it,
                only_login_requests_that_still_wait_are_shown_as_waiting,
                that_a_service_took_a_login_is_noted_once,
                what_was_asked_of_an_account_lately_is_counted,
                passages_that_are_over_go_and_the_history_stays_longer,
                messages_are_due_in_order_and_leave_once,
                a_message_that_is_gone_is_not_put_back_by_putting_it_off,
                texts_to_a_number_are_counted_over_all_accounts,
            ],
            tokens: [
                of_fifty_who_take_a_code_one_gets_it,
                a_code_is_not_an_access_token,
                a_spent_code_is_remembered_as_long_as_asked,
                a_pushed_request_is_taken_once,
                what_a_login_gave_ends_together,
                an_assertion_is_new_once,
                what_expired_is_forgotten,
                a_request_done_is_remembered_for_its_account,
            ],
            logouts: [
                a_service_session_is_taken_once,
                a_service_session_is_forgotten_with_the_history,
                a_logout_notice_waits_for_its_time_and_goes,
            ],
            audit: [
                the_audit_is_one_chain_that_holds_together,
                the_audit_is_read_in_pieces,
                a_changed_copy_of_the_audit_is_found_out,
            ],
        );
    };
    (@stories $open:path, $($room:ident: [$($story:ident),+ $(,)?]),+ $(,)?) => {$(
        mod $room {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                let (store, _alive) = $open().await;
                $crate::store_contract::$room::$story(&store).await;
            })+
        }
    )+};
}

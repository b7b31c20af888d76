-- Codes under way are kept without the number that they were sent to: the state of the case says it, while it is needed.
UPDATE cases SET phone_attempt = json_extract(phone_attempt, '$.attempt') WHERE phone_attempt IS NOT NULL;

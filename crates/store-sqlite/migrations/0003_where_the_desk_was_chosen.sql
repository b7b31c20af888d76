-- The desk remembers where it was chosen, and three states keep what was gathered. Of older rows
-- only the declaration is known: they go back to the method; nothing was gathered in the others.
UPDATE cases SET facts = json_object('in_person',
    json_object('before_letter', json_extract(facts, '$.in_person')))
  WHERE state = 'in_person';
UPDATE cases SET facts = json_object(state,
    json_array(json_extract(facts, '$.' || state), json_array()))
  WHERE state IN ('identification', 'tasks', 'capture_choice');

-- More of a person and of a department, and the order in which lists show people.
ALTER TABLE people ADD COLUMN title TEXT;
ALTER TABLE people ADD COLUMN job_number TEXT;
ALTER TABLE people ADD COLUMN avatar TEXT;
ALTER TABLE people ADD COLUMN hides_mobile BOOLEAN;
ALTER TABLE departments ADD COLUMN ordering BIGINT;

-- In the order of their coming: where a page ends. A person's rows in departments repeat it, so
-- that a page of a department is read from one index.
ALTER TABLE people ADD COLUMN ordinal BIGINT NOT NULL DEFAULT 0;
ALTER TABLE person_departments ADD COLUMN ordinal BIGINT NOT NULL DEFAULT 0;
ALTER TABLE organisations ADD COLUMN person_ordinals BIGINT NOT NULL DEFAULT 0;
UPDATE people SET ordinal = numbered.at
FROM (SELECT corp_id, union_id, row_number() OVER (PARTITION BY corp_id ORDER BY union_id) AS at
      FROM people) AS numbered
WHERE numbered.corp_id = people.corp_id AND numbered.union_id = people.union_id;
UPDATE person_departments SET ordinal = p.ordinal FROM people AS p
WHERE p.corp_id = person_departments.corp_id AND p.union_id = person_departments.union_id;
UPDATE organisations SET person_ordinals =
  (SELECT count(*) FROM people p WHERE p.corp_id = organisations.corp_id);
CREATE UNIQUE INDEX people_by_ordinal ON people (corp_id, ordinal);
DROP INDEX person_departments_by_dept;
CREATE INDEX person_departments_in_order ON person_departments (corp_id, dept_id, ordinal);

-- Telephone numbers, and names of departments beside each other, are unique where they come over
-- the wire; imported ones need not be, and may be of any length.
CREATE INDEX people_by_mobile ON people (corp_id, substr(mobile, 1, 64));
CREATE INDEX departments_by_name ON departments (corp_id, parent_id, substr(name, 1, 64));
CREATE INDEX people_who_administer ON people (corp_id, ordinal) WHERE is_admin;
CREATE INDEX rooms_by_contact ON rooms (corp_id, closure_contact) WHERE closure_contact IS NOT NULL;

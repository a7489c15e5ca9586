-- What is old is found by the numbers of each organisation, which follow time.
DROP INDEX outbox_by_age;

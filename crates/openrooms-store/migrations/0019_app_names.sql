-- What people call an app.
ALTER TABLE clients ADD COLUMN name TEXT;

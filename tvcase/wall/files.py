"""Whether the file of a key is there for whoever asks: a question to the wall of that file, with the asker's rights.

As a function it is planned once in a connection. Written out in the policy of the keys, the walls of all kinds of files
would be planned for every key that is looked up.
"""

from tvcase.wall.law import PATH

FILES = {
    "case": "cases_case",
    "person": "cases_person",
    "shelteraddress": "shelters_shelteraddress",
    "shifthandover": "shelters_shifthandover",
    "nightcensus": "shelters_nightcensus",
    "sessionnote": "services_sessionnote",
    "drawer": "drafts_drawer",
}
_ASKED = "\n        ".join(
    f"WHEN '{kind}' THEN RETURN EXISTS (SELECT FROM {table} WHERE id = the_file);" for kind, table in FILES.items()
)
SHOWN = f"""
CREATE OR REPLACE FUNCTION app_shows_file(the_kind text, the_file uuid) RETURNS boolean LANGUAGE plpgsql STABLE {PATH}
AS $$
BEGIN
    CASE the_kind
        {_ASKED}
        ELSE RETURN false;
    END CASE;
END $$;
"""

import os
from types import SimpleNamespace
import pytest
from tests.documents import papers
from tvcase.documents import rendering
from tvcase.documents.codes import new_code
from tvcase.documents.composing import compose

@pytest.mark.parametrize("name", os.environ.get("KINDS","").split() or sorted(papers.PAPERS))
def test_picture(db, name):
    languages = ["ar", "uk"] if name == "information-sheet" else [""]
    for language in languages:
        letter, occasion = papers.occasion_of(name, language=language)
        document = SimpleNamespace(organisation=occasion.by.organisation, code=new_code(), issued_on=occasion.on, language=occasion.language)
        html = compose(letter, occasion, document)
        open(f"/tmp/letters/{name}{language}.html","w").write(html)
        open(f"/tmp/letters/{name}{language}.pdf","wb").write(rendering.pdf_of(html))

"""Expected rows of TfidfVectorizer on a few texts.

    python text_terms.py > text_terms.json
"""
import json

import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer

texts = [
    "Apple iPhone 8 Plus 64GB - Silver!", "apple iphone X 64gb (space grey)",
    "ZAŻÓŁĆ gęślą JAŹŃ, żółta gęś", "Bosch  Wash-Machine 7kg; wash wash", "", "a b c",
    "Ünder Über ÉCOLE école_2 \u20ac20 \u2014 caf\u00e9", "\u041c\u041e\u0421\u041a\u0412\u0410 \u043c\u043e\u0441\u043a\u0432\u0430 \u0391\u0398\u0397\u039d\u0391 \u0391\u03b8\u03b7\u03bd\u03b1",
    "one two one two one two three", "tab here  and there", "\u2122 \u00d7 \u00f7 x\u00b2 na\u00efve \ud83d\ude00 smile",
]
settings = [
    ({}, {}),
    ({"sublinear_tf": True, "ngram_range": [1, 2], "min_df": 2},
     {"sublinear": True, "shortest": 1, "longest": 2, "least_texts": 2}),
    ({"analyzer": "char", "ngram_range": [2, 3]}, {"unit": "characters", "shortest": 2, "longest": 3}),
    ({"analyzer": "char_wb", "ngram_range": [2, 4], "max_df": 0.5},
     {"unit": "characters-in-words", "shortest": 2, "longest": 4, "largest_share": 0.5}),
    ({"use_idf": False, "norm": None, "lowercase": False},
     {"weighs_rarity": False, "normalises": False, "lowercases": False}),
    ({"ngram_range": [2, 3], "token_pattern": r"(?u)\b\w+\b"},
     {"shortest": 2, "longest": 3, "least_letters": 1}),
]
texts = [t.encode("utf-16", "surrogatepass").decode("utf-16") for t in texts]
cases = []
for theirs, ours in settings:
    arguments = dict(theirs)
    if "ngram_range" in arguments:
        arguments["ngram_range"] = tuple(arguments["ngram_range"])
    vectorizer = TfidfVectorizer(**arguments)
    rows = vectorizer.fit_transform(texts)
    rows.sort_indices()
    names = vectorizer.get_feature_names_out()
    cases.append({
        "settings": ours, "terms": names.tolist(),
        "rows": [
            [{"term": names[c], "value": float(v)} for c, v in zip(row.indices, row.data)]
            for row in (rows[i] for i in range(rows.shape[0]))],
    })
print(json.dumps({"scikit-learn": sklearn.__version__, "texts": texts, "cases": cases}))

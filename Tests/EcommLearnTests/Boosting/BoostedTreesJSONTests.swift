import EcommBase
import Testing

@testable import EcommLearn

@Suite struct BoostedTreesJSONTests {
  @Test(arguments: BoostingSample.objectives) func comesBackTheSame(objective: Objective) throws {
    let sample = BoostingSample(rows: 300)
    let model = try sample.fit(objective)
    let bytes = JSONWriter.bytes(model.json)
    let read = try BoostedTrees(
      JSONFields(try JSONReader.read(bytes), file: "m", path: "model"))
    #expect(read == model)
    #expect(JSONWriter.bytes(read.json) == bytes)
    #expect(try read.predict(sample.columns) == model.predict(sample.columns))
  }

  @Test(arguments: BoostingSample.objectives) func comesBackFromXGBoostsForm(
    objective: Objective
  ) throws {
    let sample = BoostingSample(rows: 300)
    let model = try sample.fit(objective)
    let read = try BoostedTrees(
      xgboost: JSONFields(
        try JSONReader.read(JSONWriter.bytes(model.xgboost())), file: "m", path: ""))
    #expect(read.trees == model.trees)
    #expect(read.objective == model.objective)
    #expect(read.features == model.features)
    let pairs = zip(try read.scores(sample.columns), try model.scores(sample.columns))
    #expect(pairs.allSatisfy { abs($0 - $1) < 1e-6 })
  }

  /// A tree of one split: features, lefts and the rest can be spoilt one by one.
  private static let tree = """
    {"output":0,"features":[0,-1,-1],"lefts":[1,0,0],"missing_left":[1,0,0],"thresholds":[0.5,0.0,0.0],\
    "values":[0.0,1.0,2.0],"covers":[4.0,2.0,2.0],"gains":[1.0,0.0,0.0],"category_nodes":[],\
    "category_sizes":[],"categories":[]}
    """

  private func read(_ tree: String, features: String = "\"number\"") throws -> BoostedTrees {
    let text = """
      {"objective":{"name":"squared"},"features":[\(features)],"base_scores":[0.0],\
      "validation_losses":[],"trees":[\(tree)]}
      """
    return try BoostedTrees(JSONFields(try JSONReader.read(text), file: "m", path: "model"))
  }

  @Test func theTreeAsItIsIsRead() throws {
    #expect(try read(Self.tree).predict(row: [0]) == [1])
    #expect(try read(Self.tree).predict(row: [0.5]) == [2])
  }

  @Test(arguments: [
    ("\"lefts\":[1,0,0]", "\"lefts\":[0,0,0]"), ("\"lefts\":[1,0,0]", "\"lefts\":[2,0,0]"),
    ("\"lefts\":[1,0,0]", "\"lefts\":[-1,0,0]"), ("\"lefts\":[1,0,0]", "\"lefts\":[1,0]"),
    ("\"lefts\":[1,0,0]", "\"lefts\":[9223372036854775807,0,0]"),
    ("\"features\":[0,-1,-1]", "\"features\":[1,-1,-1]"),
    ("\"features\":[0,-1,-1]", "\"features\":[0,0,-1]"),
    ("\"features\":[0,-1,-1]", "\"features\":[-2,-1,-1]"),
    ("\"features\":[0,-1,-1]", "\"features\":[]"),
    ("[0.5,0.0,0.0]", "[null,0.0,0.0]"), ("[0.5,0.0,0.0]", "[1e39,0.0,0.0]"),
    ("[0.5,0.0,0.0]", "[0.5,0.0]"), ("[0.0,1.0,2.0]", "[0.0,1.0,null]"),
    ("[4.0,2.0,2.0]", "[4.0,-2.0,2.0]"), ("\"output\":0", "\"output\":1"),
    ("\"missing_left\":[1,0,0]", "\"missing_left\":[2,0,0]"),
    ("\"category_nodes\":[]", "\"category_nodes\":[0]"),
    (
      "\"category_nodes\":[],\"category_sizes\":[],\"categories\":[]",
      "\"category_nodes\":[0],\"category_sizes\":[1],\"categories\":[3]"
    ),
  ])
  func refusesHostileTrees(part: String, spoilt: String) throws {
    let pieces = Self.tree.split(separator: part, maxSplits: 1, omittingEmptySubsequences: false)
    try #require(pieces.count == 2)
    #expect(throws: FieldError.self) { try read(pieces[0] + spoilt + pieces[1]) }
  }

  @Test func refusesACycleAndASharedChild() {
    for lefts in ["[1,1,0]", "[1,0,1]"] {
      let text = Self.tree.replacing("[1,0,0],\"missing", with: lefts + ",\"missing")
        .replacing("[0,-1,-1]", with: lefts == "[1,1,0]" ? "[0,0,-1]" : "[0,-1,0]")
      #expect(throws: FieldError.self) { try read(text) }
    }
  }

  @Test func refusesSplitsOfTheWrongKind() {
    #expect(throws: FieldError.self) { try read(Self.tree, features: "\"category\"") }
    #expect(throws: FieldError.self) { try read(Self.tree, features: "\"date\"") }
    #expect(throws: FieldError.self) { try read(Self.tree, features: "") }
  }

  @Test(arguments: ["dart", "gblinear"]) func refusesOtherBoosters(name: String) throws {
    let text = JSONWriter.text(try BoostingSample(rows: 40).fit(.squared).xgboost())
      .replacing("\"gbtree\"", with: "\"\(name)\"")
    #expect(throws: BoostingError.foreign("its booster is \(name)")) {
      try BoostedTrees(xgboost: JSONFields(try JSONReader.read(text), file: "m", path: ""))
    }
  }

  @Test(arguments: [
    ("\"left_children\":[1,", "\"left_children\":[0,"),
    ("\"left_children\":[1,", "\"left_children\":[99999,"),
    ("\"size_leaf_vector\":\"1\"", "\"size_leaf_vector\":\"3\""),
    ("reg:squarederror", "rank:ndcg"), ("\"num_feature\":\"6\"", "\"num_feature\":\"2\""),
    ("\"num_feature\":\"6\"", "\"num_feature\":\"1e99\""), ("\"tree_info\":[0", "\"tree_info\":[7"),
    ("\"base_score\":\"[", "\"base_score\":\"[x"), ("\"split_indices\":[", "\"split_indices\":[77"),
  ])
  func refusesHostileForeignTrees(part: String, spoilt: String) throws {
    let sample = BoostingSample(rows: 200)
    let text = JSONWriter.text(try sample.fit(.squared, .small.with { $0.trees = 1 }).xgboost())
    try #require(text.contains(part))
    let json = try JSONReader.read(text.replacing(part, with: spoilt))
    #expect(throws: (any Error).self) {
      try BoostedTrees(xgboost: JSONFields(json, file: "m", path: ""))
    }
  }
}

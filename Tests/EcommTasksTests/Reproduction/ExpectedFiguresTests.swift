import EcommBase
import EcommTasks
import EcommTestKit
import Testing

@Suite struct ExpectedFiguresTests {
  private static let record: JSON = [
    "folds": 5,
    "leaderboard": [
      ["model": "boosting", "roc_auc": 0.93], ["model": "logistic", "roc_auc": 0.91],
    ],
    "twins": [
      ["model": "boosted", "title": "boosted", "mae": 3],
      ["model": "boosted", "title": "recursive", "mae": 4],
    ],
    "curve": [[0, 0.5], [1, 0.2]], "nameless": [["x": 1.5]], "missing": .null,
  ]

  private static func model(trees: Int) -> ModelFile {
    ModelFile(
      task: .classify, learner: "boosting",
      data: DataSummary(
        rows: 1, columns: 1, rejectedRows: 0, fingerprint: "f"),
      schema: [], settings: .init([("trees", .integer(trees))]), model: .null)
  }

  @Test func membersAreCalledByTheirNamesAndCurvesLeftOut() {
    let figures = FigureList(Self.record).figures
    #expect(
      figures.map(\.name) == [
        "folds", "leaderboard/boosting/roc_auc", "leaderboard/logistic/roc_auc",
        "twins/boosted/mae", "twins/recursive/mae",
      ])
    #expect(figures.map(\.value) == [5, 0.93, 0.91, 3, 4])
  }

  @Test func whatWasWrittenIsWhatIsRead() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.json")
    let expected = ExpectedFigures(Self.model(trees: 3), record: Self.record)
    try expected.write(path)
    let read = try ExpectedFigures(reading: path)
    #expect(read == expected && read.moves(to: expected).isEmpty)
  }

  @Test(arguments: [(0.9319, false), (0.95, true), (0.9281, false), (0.91, true)])
  func aFigureMayMoveALittle(value: Double, isMove: Bool) {
    let before = ExpectedFigures(Self.model(trees: 3), record: ["roc_auc": 0.93])
    let now = ExpectedFigures(Self.model(trees: 3), record: ["roc_auc": .number(value)])
    let moved: [ExpectedFigures.Move] = [.figure("roc_auc", from: 0.93, to: value)]
    #expect(before.moves(to: now) == (isMove ? moved : []))
  }

  @Test func everyOtherDifferenceIsNamed() {
    let before = Self.model(trees: 3)
    let now = Self.model(trees: 4)
    let moves = ExpectedFigures(before, record: ["a": 1, "b": 2])
      .moves(to: ExpectedFigures(now, record: ["b": 2, "c": 3]))
    #expect(
      moves == [.model(from: before.id, to: now.id), .gone("a", was: 1), .new("c", value: 3)])
  }
}

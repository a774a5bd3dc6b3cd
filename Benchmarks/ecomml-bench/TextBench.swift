import EcommBase
import EcommData
import EcommLearn

/// `text --csv FILE --text COL --target COL --model svm|logistic [--longest 2]`: terms and a linear
/// model of all rows but every fifth, of a seeded order, which are scored. Terms of more than one word
/// count by their logarithm and if two texts have them.
enum TextBench {
  static func run(_ request: BenchRequest) throws -> JSON {
    let table = try TableReader.read(request.text("csv")).table
    let (texts, labels, classes) = try columns(table, request)
    let parallel = Parallel(
      threads: try request.integer("threads", default: ThreadCount.available))
    let test = Set(stride(from: 0, to: texts.count, by: 5))
    var order = Array(texts.indices)
    var random = SeededRandom(seed: 42)
    random.shuffle(&order)
    let held = order.indices.filter { test.contains($0) }.map { order[$0] }
    let kept = order.indices.filter { !test.contains($0) }.map { order[$0] }
    let rows = TextRows(kept.map { texts[$0] })
    let parameters = try parameters(request)
    let user = Measure.userSeconds()
    let terms = try Measure.seconds {
      try TextVectorizer.fitTransform(rows, parameters: parameters, on: parallel)
    }
    let fit = try Measure.seconds {
      try scores(request, terms.result.rows, kept.map { labels[$0] }, classes, parallel)
    }
    let userSeconds = Measure.userSeconds() - user
    let unseen = try terms.result.vectorizer.transform(TextRows(held.map { texts[$0] }))
    let predicted = try fit.result.predict(unseen)
    let hits = zip(predicted, held).count { $0 == labels[$1] }
    return [
      "rows": .integer(kept.count), "terms": .integer(terms.result.rows.columnCount),
      "vectorize_s": .number(terms.seconds), "fit_s": .number(fit.seconds),
      "user_s": .number(userSeconds), "accuracy": .number(Double(hits) / Double(held.count)),
      "iterations": .integers(fit.result.iterations), "converged": .bool(fit.result.converged),
    ]
  }

  private static func parameters(_ request: BenchRequest) throws -> TextParameters {
    var parameters = TextParameters()
    parameters.longest = try request.integer("longest", default: 1)
    parameters.sublinear = parameters.longest > 1
    parameters.leastTexts = parameters.longest > 1 ? 2 : 1
    return parameters
  }

  private typealias Scorer = (
    predict: (SparseRows) throws -> [Int], iterations: [Int], converged: Bool
  )

  private static func scores(
    _ request: BenchRequest, _ rows: SparseRows, _ labels: [Int], _ classes: Int,
    _ parallel: Parallel
  ) throws -> Scorer {
    if try request.text("model") == "svm" {
      let model = try LinearSVM.fit(rows, labels: labels, classes: classes, on: parallel)
      return (
        { try model.predict($0) }, model.convergences.map(\.iterations),
        model.convergences.allSatisfy(\.converged)
      )
    }
    let model = try LogisticRegression.fit(
      rows, labels: labels, classes: classes,
      parameters: LogisticParameters(inverseStrength: 10), on: parallel)
    return (
      { try model.predict($0) }, [model.convergence.iterations], model.convergence.converged
    )
  }

  private static func columns(
    _ table: Table, _ request: BenchRequest
  ) throws -> ([String], [Int], Int) {
    let (textName, targetName) = (try request.text("text"), try request.text("target"))
    guard let text = table[textName]?.values, let target = table[targetName]?.values,
      case .categories(let categories) = target
    else { throw BenchRequest.Fault.missing(textName) }
    return (
      (0..<table.rowCount).map { text.text($0) ?? "" }, categories.codes.map(Int.init),
      categories.levels.count
    )
  }
}

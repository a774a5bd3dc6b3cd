import EcommBase
import EcommLearn
import EcommTestKit
import Glibc
import Testing

/// Real product titles, when `ECOMML_REAL_DATA` names the folder that holds product_text.csv.
@Suite struct LinearQualityTests {
  private static let folder = getenv("ECOMML_REAL_DATA").map { String(cString: $0) }

  /// Titles of no quotes and no commas, and their categories.
  private static func titles() throws -> (texts: [String], labels: [Int], classes: Int) {
    let path = (folder ?? "") + "/product_text.csv"
    let lines = try SmallFile.read(path).split(separator: "\n").dropFirst()
    let cells = lines.map { $0.split(separator: ",", maxSplits: 1).map(String.init) }
      .filter { $0.count == 2 && !$0[1].contains("\"") }
    let names = Set(cells.map { $0[0] }).sorted()
    let labels = cells.map { cell in names.firstIndex(of: cell[0]) ?? 0 }
    return (cells.map { $0[1] }, labels, names.count)
  }

  @Test(.enabled(if: folder != nil, "ECOMML_REAL_DATA is not set"))
  func productTitles() throws {
    let (texts, labels, classes) = try Self.titles()
    let fold = try HoldOut.stratified(labels, share: 0.2, seed: 42)
    let (vectorizer, rows) = try TextVectorizer.fitTransform(
      TextRows(fold.training.map { texts[$0] }))
    let model = try LinearSVM.fit(rows, labels: fold.training.map { labels[$0] }, classes: classes)
    let unseen = try vectorizer.transform(TextRows(fold.test.map { texts[$0] }))
    let counts = try ClassCounts(
      model.predict(unseen), truth: fold.test.map { labels[$0] }, classes: classes)
    #expect(counts.accuracy > 0.963)
  }
}

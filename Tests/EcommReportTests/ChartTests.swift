import Testing

@testable import EcommReport

@Suite struct ChartTests {
  private static let drawings = (ChartSample.all + ChartKinds.samples).flatMap { sample in
    [ChartWidth.phone, ChartWidth.half, ChartWidth.whole].map { Drawing(sample, width: $0) }
  }

  @Test(arguments: ChartSample.all + ChartKinds.samples)
  func noPlaceIsNotANumber(sample: ChartSample) {
    let text = sample.chart.file()
    let places = text.split { " \",ML<>hZ()".contains($0) }
    #expect(!places.contains { ["nan", "-nan", "inf", "-inf"].contains($0) })
    #expect(text.hasPrefix("<svg") && text.contains("<title>t</title>"))
  }

  @Test(arguments: drawings)
  func letterStaysInTheBox(drawing: Drawing) {
    for text in drawing.texts {
      #expect(text.left >= -1 && text.right <= drawing.width + 1, "\(text.words)")
      #expect(text.top >= 4 && text.middle <= drawing.height - 2, "\(text.words)")
    }
  }

  @Test(arguments: drawings)
  func labelsDoNotCoverEachOther(drawing: Drawing) {
    for (index, text) in drawing.texts.enumerated() {
      for other in drawing.texts[(index + 1)...] where text.covers(other) {
        Issue.record("\(text.words) and \(other.words)")
      }
    }
  }

  @Test(arguments: drawings)
  func namesThatDifferReadDifferently(drawing: Drawing) {
    let cut = drawing.texts.filter { $0.whole != nil }
    let wholes = Dictionary(grouping: cut, by: \.words).mapValues { Set($0.map(\.whole)) }
    for (words, wholes) in wholes { #expect(wholes.count == 1, "\(words)") }
  }

  @Test(arguments: drawings)
  func isSmallHoweverMuchThereIs(drawing: Drawing) { #expect(drawing.bytes < 200_000) }

  @Test(arguments: ChartSample.all)
  func isTheSameAgain(sample: ChartSample) {
    #expect(sample.chart.file() == sample.chart.file())
  }

  @Test func aCurveAsItIsWritten() {
    let chart = CurveChart(
      title: "Half & half", summary: "s", x: .init("x"), y: .share("y"),
      curves: [.init("a", [(0, 0), (1, 1)])])
    let text = chart.svg().text
    #expect(text.contains("<path class=\"line s1\" d=\"M47.7 288.4L471.5 22\"></path>"))
    #expect(
      text.hasPrefix(
        "<svg viewBox=\"0 0 480 326.4\" role=\"img\" aria-label=\"Half &amp; half. s\">"))
  }

  @Test func oneValueLiesInTheMiddle() {
    let axis = Axis(covering: [5], points: 0...100)
    #expect(axis.point(5) == 50)
    #expect(Axis(covering: [0], points: 0...100, isCentred: false).point(0) == 0)
  }

  @Test func aThinnedCloudKeepsWhatLiesApart() {
    let crowd = (0..<50_000).map { (x: Double($0 % 100) / 10, y: Double($0 % 97) / 10) }
    let shown = Thinning.cloud([crowd + [(400, 300)]])[0]
    #expect(shown.count <= 2500 && shown.contains { $0 == (400, 300) })
  }

  @Test func aLongSeriesIsNoLargerThanThePictureCanShow() {
    let noisy = (0..<200_000).map { place -> Canvas.Point in
      let value = place == 77_777 ? -50 : place * 7919 % 100
      return (x: Double(place) / 400, y: Double(value))
    }
    let drawn = Thinning.curve(noisy)
    #expect(drawn.count <= 4001 && drawn.contains { $0.y == -50 })
  }

  @Test func densityHoldsOne() {
    let curve = Density.curve((0..<4000).map { Double($0 * 7919 % 1000) / 1000 })
    let area = zip(curve, curve.dropFirst()).reduce(0) {
      $0 + ($1.1.x - $1.0.x) * ($1.1.y + $1.0.y) / 2
    }
    #expect(abs(area - 1) < 0.01)
    #expect(Density.curve([3, 3, .nan]).isEmpty)
  }
}

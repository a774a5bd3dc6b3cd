import Testing

@testable import EcommReport

@Suite struct ChartTests {
  private static let widths = [ChartWidth.phone, ChartWidth.half, ChartWidth.whole]
  private static let samples = ChartSample.all + ChartKinds.samples

  @Test(arguments: samples)
  func noPlaceIsNotANumber(sample: ChartSample) {
    let text = sample.chart.file()
    let places = text.split { " \",ML<>hZ()".contains($0) }
    #expect(!places.contains { ["nan", "-nan", "inf", "-inf"].contains($0) })
    #expect(text.hasPrefix("<svg") && text.contains("<title>t</title>"))
  }

  @Test(arguments: samples)
  func letterStaysInTheBox(sample: ChartSample) {
    for width in Self.widths {
      let height = sample.chart.height(width)
      for text in DrawnText.all(in: sample.chart.svg(width: width).text) {
        #expect(text.left >= -1 && text.right <= width + 1, "\(text.words) at \(width)")
        #expect(text.top >= 4 && text.middle <= height - 2, "\(text.words) of \(height)")
      }
    }
  }

  @Test(arguments: samples)
  func labelsDoNotCoverEachOther(sample: ChartSample) {
    for width in Self.widths {
      let texts = DrawnText.all(in: sample.chart.svg(width: width).text)
      for (index, text) in texts.enumerated() {
        for other in texts[(index + 1)...] {
          #expect(!text.covers(other), "\(text.words) and \(other.words) at \(width)")
        }
      }
    }
  }

  @Test(arguments: samples)
  func namesThatDifferReadDifferently(sample: ChartSample) {
    for width in Self.widths {
      let cut = DrawnText.all(in: sample.chart.svg(width: width).text).filter { $0.whole != nil }
      let wholes = Dictionary(grouping: cut, by: \.words).mapValues { Set($0.map(\.whole)) }
      for (words, wholes) in wholes { #expect(wholes.count == 1, "\(words) at \(width)") }
    }
  }

  @Test(arguments: samples)
  func isTheSameAgain(sample: ChartSample) {
    #expect(sample.chart.file() == sample.chart.file())
  }

  @Test(arguments: samples)
  func isSmallHoweverMuchThereIs(sample: ChartSample) {
    #expect(sample.chart.svg(width: ChartWidth.whole).text.utf8.count < 200_000)
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

  @Test func densityHoldsOne() {
    let curve = Density.curve((0..<4000).map { Double($0 * 7919 % 1000) / 1000 })
    let area = zip(curve, curve.dropFirst()).reduce(0) {
      $0 + ($1.1.x - $1.0.x) * ($1.1.y + $1.0.y) / 2
    }
    #expect(abs(area - 1) < 0.01)
    #expect(Density.curve([3, 3, .nan]).isEmpty)
  }
}

import Testing

@testable import EcommReport

/// A chart drawn for a width, with its letters.
struct Drawing: Sendable, CustomTestStringConvertible {
  let name: String
  let width: Double
  let height: Double
  let bytes: Int
  let texts: [DrawnText]

  var testDescription: String { "\(name) at \(Int(width))" }

  init(_ sample: ChartSample, width: Double) {
    name = sample.name
    self.width = width
    height = sample.chart.height(width)
    let svg = sample.chart.svg(width: width).text
    bytes = svg.utf8.count
    texts = DrawnText.all(in: svg)
  }
}

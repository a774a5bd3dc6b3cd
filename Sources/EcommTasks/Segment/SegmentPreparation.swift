import EcommBase

/// From figures to points: the scales of all figures that segments are made of.
struct SegmentPreparation: Sendable {
  let scales: [FigureScale]
  /// What was decided, for people.
  let notes: [String]

  init(_ customers: Customers, _ settings: SegmentSettings) throws {
    var scales: [FigureScale] = []
    var notes: [String] = []
    for figure in settings.figures {
      let values = try customers.require(figure)
      let (scale, note) = FigureScale.fit(figure, values, winsorises: settings.winsorises)
      if scale.deviation > 0 {
        scales.append(scale)
        notes.append(note)
      } else {
        notes.append("\(figure.rawValue) left out: it is the same for all")
      }
    }
    guard !scales.isEmpty else {
      throw SegmentError.allEqual(
        count: customers.count, figures: settings.figures.map(\.rawValue))
    }
    self.scales = scales
    self.notes = notes
  }

  init(_ steps: [JSONFields]) throws {
    scales = try steps.map(FigureScale.init)
    notes = []
  }

  var figures: [CustomerFigure] { scales.map(\.figure) }

  /// (customers, figures)
  func points(_ customers: Customers) throws -> Matrix {
    var matrix = Matrix(rows: customers.count, columns: scales.count)
    for (column, scale) in scales.enumerated() {
      let values = try customers.require(scale.figure)
      for row in 0..<customers.count {
        matrix.values[row * scales.count + column] = scale.apply(values[row])
      }
    }
    return matrix
  }
}

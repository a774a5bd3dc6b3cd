/// Names where lines end, instead of a legend: moved apart as little as needed.
enum EndNames {
  /// `heights` are where the lines end; one that is not finite has its name at the bottom.
  static func draw(
    _ names: [String], heights: [Double], _ plot: Plot, _ canvas: inout Canvas
  ) {
    let places = LabelSpread.apart(
      heights.map { $0.isFinite ? $0 : plot.bottom }, gap: Plot.letter,
      within: plot.top...max(plot.top, plot.bottom))
    let shown = TextWidth.cut(
      names, to: canvas.width - plot.right - 6, size: TextWidth.size * TextWidth.bold)
    for (index, name) in names.enumerated() {
      canvas.text(
        name, (plot.right + 6, places[index]), .start, "strong \(Style.face(index))",
        cut: shown[index])
    }
  }
}

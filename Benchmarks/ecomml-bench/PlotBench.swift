import EcommBase
import EcommReport
import Glibc

/// `plot --request FILE --output FILE.svg`: curves that a script measured, drawn as the reports draw theirs. The request
/// is `{"title", "x", "y", "curves": [{"name", "points": [[x, y], ...]}]}`.
enum PlotBench {
  static func run(_ request: BenchRequest) throws -> JSON {
    let path = try request.text("request")
    let wish = try JSONFields(
      JSONReader.read(SmallFile.bytes(path), file: path), file: path, path: "")
    let curves = try wish.objects("curves").map { curve in
      CurveChart.Curve(
        try curve.string("name"),
        try curve.lists("points", each: 2).map { Canvas.Point(x: $0[0], y: $0[1]) })
    }
    let title = try wish.string("title")
    let chart = CurveChart(
      title: title, summary: title,
      x: CurveChart.Scale(try wish.string("x"), covers: [0]),
      y: CurveChart.Scale(try wish.string("y"), covers: [0]), curves: curves)
    let target = try request.text("output")
    try AtomicFile.write(Array(chart.file(width: 720).utf8), to: target)
    return ["written": .string(target)]
  }
}

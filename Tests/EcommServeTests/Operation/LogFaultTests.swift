import EcommBase
import EcommServe
import EcommTestKit
import Glibc
import Testing

/// Logs that cannot be written are told, at the start or when it happens.
@Suite struct LogFaultTests {
  private let folder: TemporaryFolder
  private let models = [TestService.models + "/purchase.json"]

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [true, false])
  func anUnwritableLogStopsTheStart(isAccessLog: Bool) throws {
    var options = ServiceOptions()
    let path = folder.path("none/x.jsonl")
    if isAccessLog { options.accessLog = path } else { options.predictionLog = path }
    do {
      _ = try TestService(options, paths: models)
      Issue.record("it starts")
    } catch let complaint as any Complaint {
      #expect(complaint.text.contains("cannot write \(path): no such file"))
      #expect(complaint.verdict == .failed)
    }
  }

  /// A folder in the place of the file, for whoever may write anywhere.
  @Test func theFirstLossIsTold() throws {
    let said = HeardLines()
    var options = ServiceOptions()
    let path = folder.path("rows.jsonl")
    options.predictionLog = path
    options.warn = said.hear
    let service = try TestService(options, paths: models)
    unlink(path)
    mkdir(path, 0o755)
    for _ in 0..<3 {
      _ = service.response("POST", "/predict", Visits.text)
      service.service.finishLogs()
    }
    #expect(said.all.count == 1, "\(said.all)")
    #expect(said.all.first?.contains("Lines of the log \(path) are lost: cannot write") == true)
    #expect(service.metric(#"ecomml_log_lines_lost_total{log="prediction"}"#) == 3)
  }
}

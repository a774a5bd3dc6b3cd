import EcommBase
import Testing

@testable import EcommTasks

@Suite struct SegmentPictureTests {
  @Test func isTheSameOnAnyNumberOfThreads() throws {
    let training = try SegmentSamples.trained.get()
    let model = try SegmentModel(training.model, name: "m")
    let customers = training.answers.customers.selecting(Array(0..<120))
    let answers = try model.answers(customers)
    let one = try model.picture(answers, parallel: .serial)
    let two = try model.picture(answers, parallel: Parallel(threads: 3))
    #expect(JSONWriter.text(one.json) == JSONWriter.text(two.json))
    #expect(one.segments.count == 120 && one.components?.rows == 120)
    #expect(one.silhouettes.reduce(0) { $0 + $1.count } == 120)
    #expect(one.reach?.distances == one.reach?.distances.sorted())
  }
}

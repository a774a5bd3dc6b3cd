import EcommBase
import EcommData
import EcommLearn
import EcommTestKit
import Testing

@testable import EcommTasks

@Suite struct ClassExplorationTests {
  @Test func whatTellsTheTargetComesFirst() throws {
    var wishes = ClassInput.Wishes()
    wishes.target = "bought"
    let found = try ClassExploration(
      ClassInput(ClassSamples.visits(2000), wishes: wishes, rejectedRows: 0))
    #expect(found.columns.map(\.profile.name) == ["pages", "channel", "noise"])
    let noise = try #require(found.columns.last)
    #expect(try #require(noise.bits) < 0.01 && abs(try #require(noise.area) - 0.5) < 0.05)
    #expect(try #require(found.columns[1].area) > 0.55)
  }

  @Test func correlationsOfNumbers() {
    #expect(Correlation.pearson([1, 2, 3, .nan], [2, 4, 6, 1]) == 1)
    #expect(Correlation.pearson([1, 2, 3], [5, 5, 5]) == nil)
    #expect(Ranks.of([10, 30, .nan, 10]).map { $0.isNaN ? 0 : $0 } == [1.5, 3, 0, 1.5])
  }

  /// Equal columns go fully together, independent ones not at all.
  @Test func cramerOfCategories() throws {
    let a = Categories(levels: ["x", "y"], codes: (0..<100).map { Int32($0 % 2) })
    let b = Categories(levels: ["x", "y"], codes: (0..<100).map { Int32($0 / 2 % 2) })
    #expect(isClose(try #require(Association.cramer(a, a)), 1, within: 1e-12))
    #expect(Association.cramer(a, b) == 0)
  }

  @Test func informationOfACopyIsAllThereIs() throws {
    let labels = (0..<1000).map { $0 % 4 == 0 ? 1 : 0 }
    let entropy = MutualInformation.entropy(labels, classes: 2)
    #expect(isClose(entropy, 0.8112781245, within: 1e-9))
    let bits = try #require(
      MutualInformation.bits(.numbers(labels.map(Double.init)), labels, classes: 2))
    #expect(abs(bits - entropy) < 0.001)
  }
}

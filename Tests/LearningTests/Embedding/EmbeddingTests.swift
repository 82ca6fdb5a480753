import Foundation
import Learning
import Statistics
import Testing

@Suite struct EmbeddingTests {
  private struct Peer: Decodable {
    var rounds: Int
    var perplexity: Double
    /// Of scikit-learn's t-SNE: the share of the ten nearest that it keeps, for several seeds.
    var kept: [Double]
  }

  private func irises() throws -> [[Double]] {
    try Dataset("iris").features.columns.map { column in
      let moments = Moments(column)
      return column.map { ($0 - moments.mean) / moments.standardDeviation }
    }
  }

  @Test func keepsAsManyNeighborsAsScikitLearn() throws {
    let peer = try JSONDecoder().decode(Peer.self, from: Fixtures.data("embedding.json"))
    let points = try irises()
    let embedding = try #require(
      StochasticNeighborEmbedding(of: points, perplexity: peer.perplexity, rounds: peer.rounds))
    let kept = StochasticNeighborEmbedding.neighborsKept(10, of: points, in: embedding.columns)
    #expect(kept > peer.kept.reduce(0, +) / Double(peer.kept.count) - 0.02)
    let components = try #require(PrincipalComponents(columns: points, count: 2))
    #expect(kept > StochasticNeighborEmbedding.neighborsKept(10, of: points, in: components.scores(of: points)))
  }

  @Test func isTheSameEachTime() throws {
    let points = try irises().map { Array($0.prefix(60)) }
    let one = StochasticNeighborEmbedding(of: points, dimensions: 2, perplexity: 10, rounds: 30)
    #expect(one != nil)
    #expect(one == StochasticNeighborEmbedding(of: points, dimensions: 2, perplexity: 10, rounds: 30))
  }

  @Test func whatStaysInPlaceKeepsAllNeighbors() throws {
    let points = try irises()
    #expect(StochasticNeighborEmbedding.neighborsKept(5, of: points, in: points) == 1)
    #expect(StochasticNeighborEmbedding(of: [[1, 2, 3]]) == nil)
    #expect(StochasticNeighborEmbedding(of: [[1, 2, 3, .nan, 5]]) == nil)
  }
}

import Frames
import Glibc
import Statistics

/// How likely each class is for each training row while trees are added.
///
/// A tree adds to logits, which multiplies odds: so rows are multiplied by the exponentials of their leaf's corrections
/// and brought back to a sum of 1, and no exponential of a whole matrix is ever taken.
struct ClassOdds: ~Copyable {
  private typealias Block = SIMD8<Float>
  /// No class is ever ruled out, since what is 0 stays 0 whatever it is multiplied by.
  private static let least: Float = 1e-30

  private let codes: [Int32]
  /// Nil when all rows count the same.
  private let rowWeights: [Float]?
  private let classCount: Int
  /// Blocks of 8 classes in a row; those of the last one that are no classes stay next to 0.
  private let blockCount: Int
  /// Row by row, `codes.count * blockCount` blocks, all initialised.
  private let odds: UnsafeMutablePointer<Block>

  /// Every class as likely as its share of the rows.
  init(labels: ClassLabels, logPriors: [Float], rowWeights: [Float]?) {
    codes = labels.codes
    self.rowWeights = rowWeights
    classCount = labels.classCount
    blockCount = (classCount + Block.scalarCount - 1) / Block.scalarCount
    odds = .allocate(capacity: codes.count * blockCount)
    let priors = Self.blocks(logPriors.map(expf), count: blockCount)
    for row in codes.indices { (odds + row * blockCount).initialize(from: priors, count: blockCount) }
  }

  deinit { odds.deallocate() }

  /// How each row's class differs from what is expected, along the directions of a sketch: the negative gradient of the
  /// log loss.
  /// - Parameter gradients: of each row, overwritten. The same memory serves all rounds.
  borrowing func measure(_ gradients: inout [SIMD16<Float>], along sketch: GradientSketch) {
    let (odds, blockCount, codes, rowWeights) = (odds, blockCount, codes, rowWeights)
    var directions = sketch.directions
    directions += repeatElement(.zero, count: blockCount * Block.scalarCount - classCount)
    gradients.withUnsafeMutableBufferPointer { gradients in
      directions.withUnsafeBufferPointer { directions in
        // Pieces write to rows of their own.
        nonisolated(unsafe) let gradients = gradients
        RowPieces.forEach(codes.count, work: codes.count * classCount) { rows in
          for row in rows {
            var gradient = directions[Int(codes[row])]
            for block in 0..<blockCount {
              // Eight directions a block: `directions` is as long as all blocks.
              let own = odds[row * blockCount + block]
              for position in 0..<Block.scalarCount {
                gradient -= own[position] * directions[block &* Block.scalarCount &+ position]
              }
            }
            if let rowWeights { gradient *= rowWeights[row] }
            gradients[row] = gradient
          }
        }
      }
    }
  }

  /// Newton's step for the logit of each class in each leaf, times the learning rate: Σ(y - p) / (Σp(1 - p) +
  /// regularisation), each row times its weight.
  /// - Returns: leaf by leaf, a number for each class.
  borrowing func corrections(ofLeaves leaves: [ArraySlice<UInt32>], _ settings: BoostingSettings) -> [Float] {
    let (odds, blockCount, codes, classCount, rowWeights) = (odds, blockCount, codes, classCount, rowWeights)
    let parts = Parallel.map(leaves.count, work: codes.count * classCount) { leaf in
      var sums = [Block](repeating: .zero, count: blockCount)
      var squares = sums
      var counts = [Float](repeating: 0, count: classCount)
      for row in leaves[leaf] {
        let weight = rowWeights?[Int(row)] ?? 1
        counts[Int(codes[Int(row)])] += weight
        for block in 0..<blockCount {
          let own = odds[Int(row) * blockCount + block]
          sums[block] += weight * own
          squares[block] += weight * own * own
        }
      }
      return (0..<classCount).map { code in
        let (block, position) = (code / Block.scalarCount, code % Block.scalarCount)
        let curvature = sums[block][position] - squares[block][position] + Float(settings.regularization)
        guard curvature > 0 else { return 0 as Float }
        return Float(settings.learningRate) * (counts[code] - sums[block][position]) / curvature
      }
    }
    return Array(parts.joined())
  }

  /// Adds a tree.
  /// - Parameters:
  ///   - corrections: leaf by leaf, what is added to the logit of each class.
  ///   - leaves: of each row.
  mutating func apply(_ corrections: [Float], leaves: [UInt16]) {
    let (odds, blockCount) = (odds, blockCount)
    let factors = stride(from: 0, to: corrections.count, by: classCount).flatMap {
      Self.blocks(corrections[$0..<$0 + classCount].map(expf), count: blockCount)
    }
    // Pieces write to rows of their own.
    RowPieces.forEach(codes.count, work: codes.count * classCount) { rows in
      factors.withUnsafeBufferPointer { factors in
        for row in rows {
          let own = odds + row * blockCount
          let start = Int(leaves[row]) * blockCount
          var sum = Block.zero
          for block in 0..<blockCount {
            own[block] *= factors[start &+ block]
            sum += own[block]
          }
          let scale = 1 / sum.sum()
          for block in 0..<blockCount {
            let scaled = own[block] * scale
            own[block] = scaled.replacing(with: Self.least, where: scaled .< Self.least)
          }
        }
      }
    }
  }

  private static func blocks(_ values: [Float], count: Int) -> [Block] {
    (0..<count).map { block in
      var own = Block.zero
      for position in 0..<min(Block.scalarCount, values.count - block * Block.scalarCount) {
        own[position] = values[block * Block.scalarCount + position]
      }
      return own
    }
  }
}

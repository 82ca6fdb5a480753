// Models that learn in the page beside the library's forest. Rows are arrays of standardised features.
// Logistic regression, one class against all others, C = 1: Newton's method, whose steps are solved by elimination.
const solve = (matrix, right) => {
  const size = right.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) if (Math.abs(matrix[row][column]) > Math.abs(matrix[pivot][column])) pivot = row;
    [matrix[column], matrix[pivot], right[column], right[pivot]] = [matrix[pivot], matrix[column], right[pivot], right[column]];
    for (let row = column + 1; row < size; row++) {
      const factor = matrix[row][column] / matrix[column][column];
      for (let k = column; k < size; k++) matrix[row][k] -= factor * matrix[column][k];
      right[row] -= factor * right[column];
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) right[row] -= matrix[row][k] * right[k];
    right[row] /= matrix[row][row];
  }
  return right;
};
const logistic = async (rows, labels, count, pause) => {
  const size = rows[0].length + 1, points = rows.map((row) => [...row, 1]), weights = [];
  for (let code = 0; code < count; code++) {
    let own = new Array(size).fill(0);
    for (let round = 0; round < 25; round++) {
      const gradient = own.map((weight, k) => (k < size - 1 ? weight : 0)), matrix = own.map((_, k) => own.map((_, j) => (k === j && k < size - 1 ? 1 : 0)));
      matrix[size - 1][size - 1] += 1e-9;
      points.forEach((point, row) => {
        let sum = 0;
        for (let k = 0; k < size; k++) sum += own[k] * point[k];
        const share = 1 / (1 + Math.exp(-sum)), error = share - (labels[row] === code ? 1 : 0), spread = share * (1 - share);
        for (let k = 0; k < size; k++) {
          gradient[k] += error * point[k];
          for (let j = 0; j < size; j++) matrix[k][j] += spread * point[k] * point[j];
        }
      });
      const step = solve(matrix, gradient);
      own = own.map((weight, k) => weight - step[k]);
      if (step.every((one) => Math.abs(one) < 1e-6)) break;
    }
    weights.push(own);
    await pause((code + 1) / count);
  }
  return (row) => {
    const scores = weights.map((own) => own.reduce((sum, weight, k) => sum + weight * (row[k] ?? 1), 0));
    return scores.indexOf(Math.max(...scores));
  };
};
// A support vector machine with Gaussian kernels, C = 1, gamma = 1 / features: each pair of classes by sequential minimal
// optimisation with the pair of rows that gains most, as libsvm does; the classes that win most pairs win.
const machine = async (rows, labels, count, pause) => {
  const gamma = 1 / rows[0].length, limit = 1, pairs = [];
  const kernel = (a, b) => { let sum = 0; for (let k = 0; k < a.length; k++) sum += (a[k] - b[k]) ** 2; return Math.exp(-gamma * sum); };
  const total = count * (count - 1) / 2;
  for (let one = 0; one < count; one++) for (let other = one + 1; other < count; other++) {
    const own = rows.map((_, row) => row).filter((row) => labels[row] === one || labels[row] === other), n = own.length;
    const signs = own.map((row) => (labels[row] === one ? 1 : -1)), points = own.map((row) => rows[row]);
    const table = points.map((a, i) => Float64Array.from(points, (b, j) => signs[i] * signs[j] * kernel(a, b)));
    const alpha = new Float64Array(n), gradient = new Float64Array(n).fill(-1);
    const isUp = (i) => (signs[i] > 0 ? alpha[i] < limit : alpha[i] > 0), isDown = (i) => (signs[i] > 0 ? alpha[i] > 0 : alpha[i] < limit);
    let high = 0, low = 0;
    for (let round = 0; round < 20000; round++) {
      let i = -1, j = -1, gain = 0;
      [high, low] = [-Infinity, Infinity];
      for (let t = 0; t < n; t++) if (isUp(t) && -signs[t] * gradient[t] > high) { high = -signs[t] * gradient[t]; i = t; }
      for (let t = 0; t < n; t++) {
        if (!isDown(t)) continue;
        const value = -signs[t] * gradient[t], difference = high - value;
        low = Math.min(low, value);
        if (difference <= 0) continue;
        const curve = Math.max(1e-12, table[i][i] + table[t][t] - 2 * signs[i] * signs[t] * table[i][t]);
        if (difference * difference / curve > gain) { gain = difference * difference / curve; j = t; }
      }
      if (j < 0 || high - low < 1e-3) break;
      const curve = Math.max(1e-12, table[i][i] + table[j][j] - 2 * signs[i] * signs[j] * table[i][j]), old = [alpha[i], alpha[j]];
      let step = (-signs[i] * gradient[i] + signs[j] * gradient[j]) / curve;
      step = Math.min(step, signs[i] > 0 ? limit - alpha[i] : alpha[i], signs[j] > 0 ? alpha[j] : limit - alpha[j]);
      alpha[i] += signs[i] * step;
      alpha[j] -= signs[j] * step;
      const [di, dj] = [alpha[i] - old[0], alpha[j] - old[1]];
      for (let t = 0; t < n; t++) gradient[t] += table[i][t] * di + table[j][t] * dj;
    }
    const kept = own.map((_, i) => i).filter((i) => alpha[i] > 0);
    pairs.push({ one, other, bias: (high + low) / 2, points: kept.map((i) => points[i]), weights: kept.map((i) => alpha[i] * signs[i]) });
    await pause(pairs.length / total);
  }
  return (row) => {
    const wins = new Array(count).fill(0);
    for (const pair of pairs) {
      let sum = pair.bias;
      pair.points.forEach((point, i) => { sum += pair.weights[i] * kernel(point, row); });
      wins[sum > 0 ? pair.one : pair.other]++;
    }
    return wins.indexOf(Math.max(...wins));
  };
};

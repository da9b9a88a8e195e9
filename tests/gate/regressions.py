"""Regressions with a quadratic penalty: the weights that tell rows of signs apart, and what they say of other rows."""

from typing import Any

import numpy as np
from scipy.optimize import minimize

FIRST_PENALTY, PENALTY, LABEL_PENALTY = 3.0, 0.8, 2.0  # of the first look, the second, the labels

Vector = np.ndarray[Any, np.dtype[np.float64]]


def logistic(x: Any, y: Vector, weights: Vector, penalty: float = PENALTY) -> Vector:
    """Weights of a logistic regression with a quadratic penalty, the constant last."""
    transposed = x.T.tocsr()

    def loss(b: Vector) -> tuple[float, Vector]:
        z = x @ b[:-1] + b[-1]
        e = np.exp(-np.abs(z))
        p = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
        slope = weights * (p - y)
        likelihood = weights @ (np.log1p(e) + np.maximum(0, -z * (2 * y - 1)))
        return likelihood + penalty / 2 * b[:-1] @ b[:-1], np.append(transposed @ slope + penalty * b[:-1], slope.sum())

    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 80, "maxcor": 20})
    return np.asarray(found.x)


def first_logistic(x: Any, y: Vector, weights: Vector) -> Vector:
    """Weights of the first look: firmly held back, so that it says of pages it learned from what it says of others."""
    return logistic(x, y, weights, FIRST_PENALTY)


def multinomial(x: Any, y: Any, weights: Vector, count: int) -> Vector:
    """Weights of a multinomial regression with a quadratic penalty: a column for each of `count` labels, the constants
    last."""
    rows, signs = x.shape
    transposed = x.T.tocsr()
    wanted = np.zeros((rows, count))
    wanted[np.arange(rows), y] = 1

    def loss(flat: Vector) -> tuple[float, Vector]:
        b = flat.reshape(signs + 1, count)
        p = softmax(x @ b[:-1] + b[-1])
        likelihood = -(weights * np.log(p[np.arange(rows), y] + 1e-300)).sum()
        slope = (p - wanted) * weights[:, None]
        penalty = LABEL_PENALTY / 2 * (b[:-1] ** 2).sum()
        return likelihood + penalty, np.vstack([transposed @ slope + LABEL_PENALTY * b[:-1], slope.sum(0)]).ravel()

    found = minimize(
        loss, np.zeros((signs + 1) * count), jac=True, method="L-BFGS-B", options={"maxiter": 50, "maxcor": 20}
    )
    return np.asarray(found.x).reshape(signs + 1, count)


def softmax(z: Vector) -> Vector:
    powers = np.exp(z - z.max(1, keepdims=True))
    return np.asarray(powers / powers.sum(1, keepdims=True))


def chances(x: Any, b: Vector) -> Vector:
    """What weights of `logistic` say of rows."""
    return np.asarray(1 / (1 + np.exp(-(x @ b[:-1] + b[-1]))))


def shares(x: Any, b: Vector) -> Vector:
    """What weights of `multinomial` say of rows: how likely each label is."""
    return softmax(x @ b[:-1] + b[-1])

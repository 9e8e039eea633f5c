#!/usr/bin/env python3
"""A second opinion on package stat, from SciPy, statsmodels and textbook sums.

Reads {"name": [arguments, ...], ...} from standard input and writes
{"name": [[numbers], ...], ...}, with null for what has no value. A name is
that of a function below. Persons are written out one by one where that is
possible, and definitions are taken as printed, not as the package computes.
"""

import gc
import json
import math
import sys
import warnings

import numpy as np
import statsmodels.api as sm
from scipy import special, stats
from statsmodels.stats.contingency_tables import mcnemar as mcnemar_test
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

warnings.simplefilter("ignore")


def t_quantile(_, q, df):
    """SciPy 1.10's own is off by 1e-9 for whole df: its cdf does not lead back."""
    x = special.betaincinv(df / 2, 0.5, 2 * np.minimum(q, 1 - q))
    return np.sign(q - 0.5) * np.sqrt(df * (1 - x) / x)


type(stats.t)._ppf = t_quantile
type(stats.t)._isf = lambda self, q, df: -t_quantile(self, q, df)
gc.collect = lambda *_: 0  # multipletests calls it every time, 20 ms each

Z = stats.norm.ppf(0.975)
NONE = math.nan


def wilson(x, n):
    lo, hi = proportion_confint(x, n, method="wilson")
    return max(0.0, lo) if x > 0 else 0.0, min(1.0, hi) if x < n else 1.0


def proportion(x, n):
    ac = proportion_confint(x, n, method="agresti_coull")
    cp = proportion_confint(x, n, method="beta")
    return [*wilson(x, n), *ac, 0.0 if x == 0 else cp[0], 1.0 if x == n else cp[1]]


def finite_limits(x, n, size):
    if size == 0:
        return wilson(x, n)
    if n >= size:
        return NONE, NONE
    if 20 * n <= size:
        return wilson(x, n)
    star = n * (size - 1) / (size - n)
    return wilson(star * x / n if x < n else star, star)


def finite(x, n, size):
    return finite_limits(x, n, size)


def hybrid(p1, i1, p2, i2):
    d = p1 - p2
    return (d - math.sqrt((p1 - i1[0]) ** 2 + (i2[1] - p2) ** 2),
            d + math.sqrt((i1[1] - p1) ** 2 + (p2 - i2[0]) ** 2))


def finite_newcombe(x1, n1, size1, x2, n2, size2):
    return hybrid(x1 / n1, finite_limits(x1, n1, size1), x2 / n2, finite_limits(x2, n2, size2))


def newcombe(x1, n1, x2, n2):
    return confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff")


def two_proportions(x1, n1, x2, n2):
    expected = stats.contingency.expected_freq([[x1, n1 - x1], [x2, n2 - x2]])
    if expected.min() < 5:
        # SciPy's own two-sided test separates ties in the last bits.
        law = stats.hypergeom(n1 + n2, x1 + x2, n1)
        p = law.pmf(np.arange(max(0, x1 + x2 - n2), min(n1, x1 + x2) + 1))
        return [min(1.0, p[p <= law.pmf(x1) * (1 + 1e-7)].sum())]
    return [proportions_ztest([x1, x2], [n1, n2])[1]]


def katz(x, n, x_ref, n_ref):
    if x == 0:
        x, n, x_ref, n_ref = 0.5, n + 0.5, x_ref + 0.5, n_ref + 0.5
        se = math.sqrt(1 / x - 1 / n + 1 / x_ref - 1 / n_ref)
        r = x / n / (x_ref / n_ref)
        return r * math.exp(-Z * se), r * math.exp(Z * se)
    return confint_proportions_2indep(x, n, x_ref, n_ref, method="log", compare="ratio")


def rate_ratio(x, n, x_ref, n_ref):
    if x_ref == 0:
        return [NONE, NONE, NONE]
    if x == n and x_ref == n_ref:
        return [1, NONE, NONE]
    return [(x / n) / (x_ref / n_ref), *katz(x, n, x_ref, n_ref)]


def overall(x, n, all_x, all_n):
    rest_x, rest_n = all_x - x, all_n - n
    share = n / all_n
    gap = [(1 - share) * limit for limit in newcombe(x, n, rest_x, rest_n)]
    rest = rate_ratio(x, n, rest_x, rest_n)
    ratio = [rho / (share * rho + 1 - share) for rho in rest[1:]]
    point = (x / n) / (all_x / all_n) if all_x else NONE
    return [x / n - all_x / all_n, *gap, point, *ratio]


def poisson(x):
    return [0 if x == 0 else stats.chi2.ppf(0.025, 2 * x) / 2, stats.chi2.ppf(0.975, 2 * x + 2) / 2]


def compare_counts(x1, e1, x2, e2):
    if x1 + x2 == 0:
        return [1, NONE, NONE, NONE]
    test = stats.binomtest(x2, x1 + x2, e2 / (e1 + e2))
    if x1 == 0:
        return [test.pvalue, NONE, NONE, NONE]
    # The interval of binomtest is searched to 2e-12 only. One less the upper
    # limit is the lower limit of the others, with all its digits.
    later = stats.beta.ppf(0.025, x2, x1 + 1) if x2 else 0
    earlier = stats.beta.ppf(0.025, x1, x2 + 1)
    odds = [later / (1 - later), (1 - earlier) / earlier]
    return [test.pvalue, (x2 / e2) / (x1 / e1), *(e1 / e2 * o for o in odds)]


def scores(promoters, passives, detractors):
    return np.repeat([1.0, 0.0, -1.0], [promoters, passives, detractors])


def share_se(p, d, n):
    return math.sqrt((p + d - (p - d) ** 2) / n)


def adjusted(promoters, passives, detractors):
    n = promoters + passives + detractors + 3
    p, d = (promoters + 0.75) / n, (detractors + 0.75) / n
    return p - d, share_se(p, d, n)


def few(counts):
    return sum(counts) < 40 or min(counts) < 5


def centre(counts, use_adjusted):
    s = scores(*counts)
    return adjusted(*counts) if use_adjusted else (s.mean(), s.std() / math.sqrt(len(s)))


def within(value, half, limit):
    return [max(-limit, value - half), min(limit, value + half)]


def nps(counts, size):
    s = scores(*counts)
    middle, se = centre(counts, few(counts))
    f = math.sqrt((size - len(s)) / (size - 1)) if len(s) / size > 0.05 else 1
    return [100 * s.mean(), 100 * s.std() / math.sqrt(len(s)),
            *within(100 * middle, 100 * Z * se, 100), *within(100 * middle, 100 * Z * se * f, 100)]


def nps_change(before, after):
    use = few(before) or few(after)
    b, a = centre(before, use), centre(after, use)
    se = math.hypot(a[1], b[1])
    return [100 * (scores(*after).mean() - scores(*before).mean()), 100 * se,
            2 * stats.norm.sf(abs(a[0] - b[0]) / se), *within(100 * (a[0] - b[0]), 100 * Z * se, 200)]


def nps_panel(differences):
    d = DescrStatsW(differences)
    se = d.std_mean
    return [100 * d.mean, 100 * se, 2 * stats.norm.sf(abs(d.mean / se)), *within(100 * d.mean, 100 * Z * se, 200)]


def mean(values, hi):
    if len(set(values)) == 1:
        return [values[0], values[0], values[0]]
    lo_limit, hi_limit = stats.t.interval(0.95, len(values) - 1, np.mean(values), stats.sem(values))
    return [np.mean(values), max(0, lo_limit), min(hi, hi_limit)]


def welch(before, after):
    a, b = DescrStatsW(after), DescrStatsW(before)
    c = CompareMeans(a, b)
    _, p, df = c.ttest_ind(usevar="unequal")
    return [a.mean - b.mean, df, p, *c.tconfint_diff(usevar="unequal")]


def paired(before, after):
    _, p = stats.ttest_rel(after, before)
    d = DescrStatsW(np.subtract(after, before))
    return [d.mean, p, *d.tconfint_mean()]


def mcnemar(gained, lost):
    return [mcnemar_test([[0, gained], [lost, 0]], exact=True).pvalue]


def holm(*p):
    return multipletests(p, method="holm")[1]


def benjamini_hochberg(*p):
    return multipletests(p, method="fdr_bh")[1]


def chi_square(xs, ns):
    statistic, p, df, expected = stats.chi2_contingency([xs, np.subtract(ns, xs)], correction=False)
    return [statistic, df, p, expected.min()]


def standardised(shares, xs, ns):
    s, r = np.divide(shares, np.sum(shares)), np.divide(xs, ns)
    value, se = s @ r, math.sqrt((s * s) @ (r * (1 - r) / ns))
    return value, se


def standardise(shares, xs, ns, ref_xs, ref_ns):
    a, se_a = standardised(shares, xs, ns)
    b, se_b = standardised(shares, ref_xs, ref_ns)
    se = math.sqrt((se_a / a) ** 2 + (se_b / b) ** 2)
    return [a, se_a, max(0, a - Z * se_a), min(1, a + Z * se_a), a / b, a / b * math.exp(-Z * se), a / b * math.exp(Z * se)]


def inequality(xs, ns):
    x, n = np.array(xs, float), np.array(ns, float)
    pi, r = n / n.sum(), x / n
    m = x.sum() / n.sum()
    some = r > 0
    logs = np.log(r[some] / m)
    worst = some.all()
    power = [1 - (pi @ r**0.5) ** 2 / m, 1 - (pi @ r**0.9) ** (1 / 0.9) / m]
    power += [1 - 1 / (pi @ (1 / r)) / m, 1 - (pi @ r**-2.0) ** -0.5 / m] if worst else [NONE, NONE]
    bgv = pi @ (r - m) ** 2
    return [
        (pi[some] * r[some] / m) @ logs,
        -pi @ logs if worst else NONE,
        1 - math.exp(pi @ np.log(r)) / m if worst else NONE,
        *power,
        (np.outer(pi, pi) * abs(np.subtract.outer(r, r))).sum() / (2 * m),
        pi @ abs(r - m) / (2 * m),
        bgv,
        math.sqrt(bgv) / m,
        r.min() / r.max(),
        r.max() - r.min(),
        min(min(v / m, m / v) if v > 0 else 0 for v in r),
        abs(r - m).max(),
    ]


def impact(xs, ns):
    x, n = np.array(xs, float), np.array(ns, float)
    large = n >= 0.02 * n.sum()
    best = (x / n)[large].max()
    return np.where(large, x / n / best, NONE)


def parity(female, male):
    ratio = female / male
    return [ratio, ratio if ratio <= 1 else 2 - 1 / ratio]


def slope(xs, ns):
    n, r = np.array(ns, float), np.divide(xs, ns)
    ridit = (np.cumsum(n) - n / 2) / n.sum()
    design = sm.add_constant(ridit)
    alpha, beta = sm.WLS(r, design, weights=n).fit().params
    bread = np.linalg.inv(design.T @ (n[:, None] * design))
    meat = design.T @ ((n * r * (1 - r))[:, None] * design)
    se = math.sqrt((bread @ meat @ bread)[1, 1])
    rii = (alpha + beta) / alpha if alpha > 0 and alpha + beta > 0 else NONE
    return [beta, se, beta - Z * se, beta + Z * se, alpha, alpha + beta, rii]


def p_chart(xs, ns, x, n):
    p = sum(xs) / sum(ns)
    half = 3 * math.sqrt(p * (1 - p) / n)
    return [p, max(0, p - half), min(1, p + half), float(not p - half <= x / n <= p + half)]


def post_stratify(sizes, respondents):
    person = np.repeat(np.divide(sizes, respondents), respondents)
    person = person / person.mean()
    cut = np.clip(person, 0.3, 3)
    final = cut / cut.mean()
    last = np.cumsum(respondents) - 1
    neff = final.sum() ** 2 / (final**2).sum()
    return [*final[last], float((abs(cut - person) > 1e-12).sum()), neff, len(final) / neff]


def weighted_mean(weights, values, hi):
    """Taylor's variance is the HC1 variance of a regression on a constant."""
    w = np.array(weights, float)
    m = sm.WLS(values, np.ones(len(w)), weights=w).fit(cov_type="HC1", use_t=True)
    lo_limit, hi_limit = m.conf_int()[0]
    neff = w.sum() ** 2 / (w**2).sum()
    return [m.params[0], m.bse[0], max(0, lo_limit), min(hi, hi_limit), neff, len(w) / neff]


def stratified(sizes, values, hi):
    share = np.divide(sizes, np.sum(sizes))
    value = sum(w * np.mean(v) for w, v in zip(share, values))
    variance = sum(w**2 * np.var(v, ddof=1) / len(v) * (1 - len(v) / size) for w, v, size in zip(share, values, sizes))
    se = math.sqrt(variance)
    if se == 0:
        return [value, 0, NONE, NONE]
    return [value, se, max(0, value - Z * se), min(hi, value + Z * se)]


def rolling(xs, ns):
    x, n, k = sum(xs), sum(ns), len(xs)
    return [x / n, *wilson(x, n), *wilson(x / k, n / k)]


def project(quarters, values, at):
    design = sm.add_constant(np.array(quarters, float))
    m = sm.OLS(values, design).fit()
    slope_limits = m.conf_int()[1]
    if slope_limits[0] <= 0 <= slope_limits[1]:
        return [NONE] * 6
    p = m.get_prediction([[1.0, at]])
    return [p.predicted_mean[0], *p.conf_int(obs=True)[0], m.params[1], *slope_limits]


def progress(base, now, years, sign, target, allowed):
    g = (now / base) ** (1 / years) - 1
    need = (target / base) ** (1 / allowed) - 1
    s = -1 if base < 0 else 1
    alone, beside = s * sign * g, s * sign * g / abs(need)
    if alone < 0:
        first = max(125 * alone - 2.5, -5)
    elif alone < 0.005:
        first = 500 * alone - 2.5
    elif alone < 0.015:
        first = 250 * alone - 1.25
    else:
        first = min(500 * alone - 5, 5)
    if sign * (now - target) >= 0:
        second = 5
    elif beside >= 0.6:
        second = min(7.1429 * beside - 4.2857, 5)
    else:
        second = max(4.1667 * beside - 2.5, -5)
    return [alone, first, beside, second]


def student(p, df, t):
    return [stats.t.ppf(p, df), 2 * stats.t.sf(abs(t), df)]


def clean(values):
    return [None if v is None or not math.isfinite(v) else float(v) for v in values]


def main():
    cases = json.load(sys.stdin)
    answers = {name: [clean(globals()[name](*args)) for args in list_] for name, list_ in cases.items()}
    json.dump(answers, sys.stdout)


main()

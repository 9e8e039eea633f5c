package stat

// What follows compares answers of the same people, asked twice. Only those
// who answered both times count.

// PairedT returns the mean change of the same people, where d are the moments
// of their differences, later minus earlier. The interval is not clipped.
//
// ok is false if fewer than two answered twice, or if all changed alike: no
// chance can then be told from the data. P is 1 and all but Delta 0 then, and
// Delta too if nobody did.
//
// Source: "Student", Biometrika 6 (1908), 1-25.
func PairedT(d Moments) (c Change, ok bool) {
	c, ok = panel(d, 1, Paired, float64(d.N-1))
	if ok {
		c.P = studentP(c.Delta/c.SE, c.DF)
	}
	return c, ok
}

// NPSPanel returns the change of a score in points among the same people,
// where d are the moments of their differences, later minus earlier, each
// answer scored 1 (promoter), 0 or -1 (detractor). The interval is normal and
// within [-200, 200]. ok is as in PairedT.
//
// Source: HANDBOOK 2c D6.
func NPSPanel(d Moments) (c Change, ok bool) {
	must(d.SumSquares <= 4*d.N, "differences of scores with the sums %+v", d)
	c, ok = panel(d, 100, Panel, 0)
	if ok {
		c.P = normalP(c.Delta / c.SE)
		c.Interval = c.Interval.clip(-200, 200)
	}
	return c, ok
}

func panel(d Moments, scale float64, m Method, df float64) (c Change, ok bool) {
	c.Method, c.P = m, 1
	if d.N == 0 {
		return c, false
	}
	c.Delta = scale * d.Mean()
	if d.N < 2 || d.spread() == 0 {
		return c, false
	}
	c.SE, c.DF = scale*d.SE(), df
	c.Interval = around(c.Delta, quantile(df)*c.SE)
	return c, true
}

// McNemar returns the exact two-sided p-value, in [0, 1], of no change in a
// yes-no answer of the same people, where gained went from no to yes and lost
// from yes to no. If nobody changed it is 1.
// It panics if a count is negative.
//
// Source: Q. McNemar, Psychometrika 12 (1947), 153-157, in the exact form.
func McNemar(gained, lost int64) float64 {
	must(gained >= 0 && lost >= 0, "%d gained and %d lost", gained, lost)
	return binomialP(gained, gained+lost, 1)
}

package cube

import (
	"maps"
	"slices"

	"fukusen/internal/diag"
)

// A placedEntity is an entity and where it was first reported.
type placedEntity struct {
	entity
	pos diag.Pos
}

// addEntities counts each entity once, whoever reports it.
func (m *merger) addEntities(p *Part) {
	for _, id := range slices.Sorted(maps.Keys(p.entities)) {
		e := p.entities[id]
		if first, ok := m.entities[id]; ok {
			m.finds = append(m.finds, disagree(id, e, p.at(e.line), first.entity, first.pos)...)
			continue
		}
		m.entities[id] = placedEntity{e, p.at(e.line)}
		data := make([]int64, len(p.slots))
		p.addMeasures(data, e.values)
		for i := range p.table.Measures {
			m.pile(p, e.key.quarter, &p.table.Measures[i], data[measureWidth*i], p.at(e.line))
		}
		for at := 0; at < len(p.slots); at += measureWidth {
			m.addValue(p, e.key, p.slots[at], data[at:at+measureWidth], nil)
		}
	}
}

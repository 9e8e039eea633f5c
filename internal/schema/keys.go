package schema

import (
	"reflect"
	"strings"
)

// A Key is what a key of a settings file holds.
type Key struct {
	Text string   // in Japanese, then in English
	Enum []string // the only values; nil if any may stand
}

// Keys makes a JSON Schema (2020-12) of a settings file from the struct that
// decodes it: types and names from the struct, what they mean from about, by
// the path of the key (unpivot.measure). It gives the paths that about lacks.
func Keys(title string, t reflect.Type, about map[string]Key) (schema []byte, lacking []string) {
	k := keys{about: about}
	s := k.object(t, "")
	s["$schema"], s["title"] = "https://json-schema.org/draft/2020-12/schema", title
	s["required"] = []string{"format"}
	return encode(s), k.lacking
}

type keys struct {
	about   map[string]Key
	lacking []string
}

func (k *keys) object(t reflect.Type, path string) map[string]any {
	properties := map[string]any{}
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if name == "" || name == "-" {
			continue
		}
		at := strings.TrimPrefix(path+"."+name, ".")
		s := k.of(f.Type, at)
		about, ok := k.about[at]
		if !ok {
			k.lacking = append(k.lacking, at)
		}
		s["description"] = about.Text
		if about.Enum != nil {
			s["enum"] = about.Enum
		}
		if at == "format" {
			s["const"] = 1
		}
		properties[name] = s
	}
	return map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
}

// of describes a type. Codes and dates may stand without quotation marks, so
// texts may be numbers, too.
func (k *keys) of(t reflect.Type, path string) map[string]any {
	switch t.Kind() {
	case reflect.Pointer:
		return k.of(t.Elem(), path)
	case reflect.Int, reflect.Int64:
		return map[string]any{"type": "integer"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.String:
		return map[string]any{"type": []string{"string", "number", "boolean"}}
	case reflect.Slice:
		return map[string]any{"type": "array", "items": k.of(t.Elem(), path+"[]")}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": k.of(t.Elem(), path+"{}")}
	}
	if reflect.PointerTo(t).NumMethod() > 0 { // has a shorter form of its own
		return map[string]any{"type": []string{"string", "number", "object"}}
	}
	return k.object(t, path)
}

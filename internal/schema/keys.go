package schema

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A Key is what a key of a settings file holds.
type Key struct {
	Text     string   // in Japanese, then in English
	Enum     []string // the only values; nil if any may stand. Of a list or a map, of its elements; of a group, of the text in its place
	Names    []string // of a map, its only names; nil if any may stand
	Min, Max int      // of a number; 0 is no bound
	Required bool     // where the group that it is in is written
}

// Keys makes a JSON Schema (2020-12) of a settings file from the struct that
// decodes it: types and names from the struct, what they mean from about, by
// the path of the key (unpivot.measure, items[].answers[].code).
//
// It gives the paths that about lacks, and those of about that the struct
// lacks.
func Keys(title string, t reflect.Type, about map[string]Key) (schema []byte, lacking, unused []string) {
	k := keys{about: about, used: map[string]bool{}}
	s := k.object(t, "")
	s["$schema"], s["title"] = "https://json-schema.org/draft/2020-12/schema", title
	for path := range about {
		if !k.used[path] {
			unused = append(unused, path)
		}
	}
	slices.Sort(unused)
	return encode(s), k.lacking, unused
}

type keys struct {
	about   map[string]Key
	used    map[string]bool
	lacking []string
}

// object describes the keys of a struct.
func (k *keys) object(t reflect.Type, path string) map[string]any {
	properties := map[string]any{}
	var required []string
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if name == "" || name == "-" {
			continue
		}
		at := strings.TrimPrefix(path+"."+name, ".")
		properties[name] = k.key(f.Type, at)
		if k.about[at].Required {
			required = append(required, name)
		}
	}
	s := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	if required != nil {
		s["required"] = required
	}
	return s
}

// key describes one key.
func (k *keys) key(t reflect.Type, at string) map[string]any {
	about, ok := k.about[at]
	if !ok {
		k.lacking = append(k.lacking, at)
	}
	k.used[at] = true
	s := k.of(t, at)
	s["description"] = about.Text
	narrow(s, about)
	return s
}

// narrow puts the values and bounds of a key into the schema of its scalar: its
// own, or that of the elements of a list or map.
func narrow(s map[string]any, about Key) {
	if about.Names != nil {
		s["propertyNames"] = map[string]any{"enum": about.Names}
	}
	for _, inner := range []string{"items", "additionalProperties"} {
		if of, ok := s[inner].(map[string]any); ok {
			narrow(of, about)
			return
		}
	}
	if about.Min != 0 {
		s["minimum"] = about.Min
	}
	if about.Max != 0 {
		s["maximum"] = about.Max
	}
	if about.Enum == nil {
		return
	}
	enum := values(about.Enum, s["type"] == "integer")
	if s["properties"] != nil {
		s["anyOf"] = []any{map[string]any{"enum": enum}, map[string]any{"type": "object"}}
		return
	}
	s["enum"] = enum
}

// values are the texts, or the numbers that they are.
func values(texts []string, numbers bool) []any {
	var all []any
	for _, text := range texts {
		if n, err := strconv.Atoi(text); numbers && err == nil {
			all = append(all, n)
		} else {
			all = append(all, text)
		}
	}
	return all
}

// of describes a type. Codes and dates may stand without quotation marks, so
// texts may be numbers, too.
func (k *keys) of(t reflect.Type, path string) map[string]any {
	if _, short := reflect.PointerTo(t).MethodByName("UnmarshalYAML"); short {
		return shortened(t)
	}
	switch t.Kind() {
	case reflect.Pointer:
		return k.of(t.Elem(), path)
	case reflect.Int, reflect.Int64:
		return map[string]any{"type": "integer"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.String:
		return map[string]any{"type": []string{"string", "number", "boolean"}}
	case reflect.Slice:
		return map[string]any{"type": "array", "items": k.of(t.Elem(), path+"[]")}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": k.of(t.Elem(), path)}
	}
	return k.object(t, path)
}

// shortened describes a group that may be written as a plain text instead, whose
// keys are those of its fields, and a list of texts that may be written as one.
func shortened(t reflect.Type) map[string]any {
	if t.Kind() == reflect.Slice {
		return map[string]any{"type": []string{"string", "array"}, "items": map[string]any{"type": "string"}}
	}
	properties := map[string]any{}
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if name != "" && name != "-" {
			properties[name] = part(f.Type)
		}
	}
	s := map[string]any{"type": []string{"string", "number", "boolean", "object"}}
	if len(properties) > 0 {
		s["properties"], s["additionalProperties"] = properties, false
	}
	return s
}

// part describes a field of a group that may be written as a plain text.
func part(t reflect.Type) map[string]any {
	if _, short := reflect.PointerTo(t).MethodByName("UnmarshalYAML"); short {
		return shortened(t)
	}
	return map[string]any{"type": []string{"string", "number", "boolean"}}
}

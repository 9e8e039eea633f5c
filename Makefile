# Two commands do everything on a fresh machine:
#   make site   builds the example and serves it (SERVE=0 only builds)
#   make test   installs what the tests need and runs all of them

GO      ?= go
SERVE   ?= 1
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo development)
LDFLAGS := -s -w -X main.number=$(VERSION)

.PHONY: site test tools bundle bench dist sample clean

site:
	$(GO) build -o fukusen ./cmd/fukusen
ifeq ($(SERVE),0)
	./fukusen build
else
	./fukusen serve
endif

test: tools bundle
	$(GO) vet ./...
	$(GO) test -timeout 30m ./...

# What the tests of the pages need: a browser with Japanese fonts, a reader of
# PDF, and the checkers of accessibility and HTML from npm. Each is installed
# only if it is missing.
APT := $(if $(filter 0,$(shell id -u)),apt-get,sudo apt-get)

tools: node_modules/axe-core/axe.min.js
	@command -v chromium >/dev/null && command -v pdftotext >/dev/null && fc-list ':lang=ja' 2>/dev/null | grep -q . || { \
		$(APT) update -qq && DEBIAN_FRONTEND=noninteractive $(APT) install -y -qq chromium poppler-utils fonts-noto-cjk fontconfig; }
	@/usr/bin/python3 -c 'import scipy, statsmodels' 2>/dev/null || { \
		$(APT) update -qq && DEBIAN_FRONTEND=noninteractive $(APT) install -y -qq --no-install-recommends python3-scipy python3-statsmodels; }

node_modules/axe-core/axe.min.js: package-lock.json
	npm ci --no-audit --no-fund --silent
	@touch $@

# The script of Apache ECharts that a reader of charts can ask for, with its
# licences. Programs and sites that are built without it lack only the button.
bundle: themes/default/assets/echarts.js

themes/default/assets/echarts.js: node_modules/axe-core/axe.min.js internal/bundle/main.go
	$(GO) run ./internal/bundle node_modules themes/default/assets

# Figures of reading, protecting, auditing and writing, up to a million cells,
# and what protecting loses beside the least possible, which an integer program
# finds. Run it alone: it takes a quarter of an hour.
bench:
	cd internal/cube/testdata/duckdb && npm ci --no-audit --no-fund --silent
	@command -v cbc >/dev/null || command -v glpsol >/dev/null || { \
		$(APT) update -qq && DEBIAN_FRONTEND=noninteractive $(APT) install -y -qq --no-install-recommends coinor-cbc; }
	FUKUSEN_BENCH_LARGE=1 $(GO) test -timeout 0 -run '^$$' -bench . ./internal/...

# Rewrites data/ from its generator, and releases all quarters but the last one,
# so that the commands of the README can be tried.
sample:
	$(GO) test ./internal/sample -update
	$(GO) build -o fukusen ./cmd/fukusen
	rm -rf data/releases private/releases
	for q in 2024fq1 2024fq2 2024fq3 2024fq4 2025fq1 2025fq2 2025fq3 2025fq4 2026fq1; do ./fukusen release -q $$q || exit; done

PLATFORMS := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64

dist: bundle
	@mkdir -p dist
	@for p in $(PLATFORMS); do \
		os=$${p%/*}; arch=$${p#*/}; ext=; [ $$os = windows ] && ext=.exe; \
		echo "dist/fukusen-$$os-$$arch$$ext"; \
		CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o dist/fukusen-$$os-$$arch$$ext ./cmd/fukusen || exit 1; \
	done

clean:
	rm -rf public dist fukusen

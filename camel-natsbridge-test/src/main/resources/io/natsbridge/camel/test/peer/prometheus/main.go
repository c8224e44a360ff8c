// Copyright the camel-natsbridge authors.
// SPDX-License-Identifier: Apache-2.0

// Prometheus as far as tests need it: its parser, its storage and its query language, without its server.
//
//	prometheus URL FOLDER
//
// reads metrics from the URL each second, keeps them in the folder, writes its own address on a line, answers /api/v1/query_range there as
// Prometheus does, and ends when its input does.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/textparse"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/tsdb"
)

const (
	interval = time.Second
	lookback = 5 * time.Minute
	limit    = 10 * time.Second
	samples  = 1_000_000
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: prometheus URL FOLDER")
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func run(url, folder string) error {
	storage, err := tsdb.Open(folder, nil, nil, tsdb.DefaultOptions(), nil)
	if err != nil {
		return fmt.Errorf("could not open the storage %s: %w", folder, err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return errors.Join(fmt.Errorf("could not listen: %w", err), storage.Close())
	}
	http.Handle("/api/v1/query_range", queries(storage))
	failures := make(chan error, 2)
	go func() { failures <- http.Serve(listener, nil) }()
	go func() { failures <- untilTheInputEnds() }()
	go scrapes(storage, url)
	fmt.Printf("http://%s\n", listener.Addr())
	return errors.Join(<-failures, storage.Close())
}

func untilTheInputEnds() error {
	_, err := io.Copy(io.Discard, os.Stdin)
	return err
}

func scrapes(storage *tsdb.DB, url string) {
	client := http.Client{Timeout: limit}
	for now := range time.Tick(interval) {
		if err := scrape(storage, &client, url, now); err != nil {
			log.Printf("could not read metrics from %s: %v", url, err)
		}
	}
}

func scrape(storage *tsdb.DB, client *http.Client, url string, now time.Time) error {
	response, err := client.Get(url)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("the answer is %s", response.Status)
	}
	options := textparse.ParserOptions{FallbackContentType: "text/plain"}
	parser, err := textparse.New(text, response.Header.Get("Content-Type"), labels.NewSymbolTable(), options)
	if err != nil {
		return err
	}
	return store(storage, parser, now)
}

func store(storage *tsdb.DB, parser textparse.Parser, now time.Time) error {
	appender := storage.Appender(context.Background())
	for {
		entry, err := parser.Next()
		if errors.Is(err, io.EOF) {
			return appender.Commit()
		}
		if err == nil && entry == textparse.EntrySeries {
			var series labels.Labels
			parser.Labels(&series)
			_, _, value := parser.Series()
			_, err = appender.Append(0, series, now.UnixMilli(), value)
		}
		if err != nil {
			return errors.Join(err, appender.Rollback())
		}
	}
}

func queries(storage *tsdb.DB) http.HandlerFunc {
	engine := promql.NewEngine(promql.EngineOpts{Timeout: limit, MaxSamples: samples, LookbackDelta: lookback})
	return func(writer http.ResponseWriter, request *http.Request) {
		status, answer := http.StatusOK, map[string]any{"status": "success"}
		result, err := query(engine, storage, request)
		if err == nil {
			answer["data"] = map[string]any{"resultType": "matrix", "result": result}
		} else {
			status, answer = http.StatusBadRequest, map[string]any{"status": "error", "error": err.Error()}
		}
		writer.Header().Set("Content-Type", "application/json")
		writer.WriteHeader(status)
		if err := json.NewEncoder(writer).Encode(answer); err != nil {
			log.Printf("could not answer: %v", err)
		}
	}
}

func query(engine *promql.Engine, storage *tsdb.DB, request *http.Request) (json.RawMessage, error) {
	var seconds [3]float64
	for i, name := range []string{"start", "end", "step"} {
		value, err := strconv.ParseFloat(request.FormValue(name), 64)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		seconds[i] = value
	}
	start, end := time.UnixMilli(int64(seconds[0]*1000)), time.UnixMilli(int64(seconds[1]*1000))
	step := time.Duration(seconds[2] * float64(time.Second))
	if step <= 0 {
		return nil, fmt.Errorf("step: %v is not above 0", step)
	}
	query, err := engine.NewRangeQuery(request.Context(), storage, nil, request.FormValue("query"), start, end, step)
	if err != nil {
		return nil, err
	}
	defer query.Close()
	matrix, err := query.Exec(request.Context()).Matrix()
	if err != nil {
		return nil, err
	}
	return json.Marshal(matrix) // before the query is closed, which takes its points back
}

using System.Text;
using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Tests.Yaml;

public class FlowYamlTests
{
    private const string Small = "{ workspace: w, dagName: d, tasks: [{ name: a, category: pass }] }";

    [Fact]
    public void Every_field_of_a_flow_is_read()
    {
        var flow = Flow("""
            workspace: shop
            dagName: order
            version: 1.0
            alias: beta
            type: flow
            timer: { timeoutInSeconds: "60" }
            callback:
              resourceName: http://host/done
              fullDAGInfo: true
              fullContext: "TRUE"
              inputMappings: [{ source: $.context.id, target: $.input.id }]
            defaultContext: { size: 10, text: '{"a": 1}' }
            commonMapping:
              identity: [{ source: 7, target: $.input.id }]
            resources:
              - { name: mailer, resourceName: http://mail/send, input_mappings: [{ source: a, target: $.input.a }], parameters: { from: me } }
            inputSchema:
              - { name: url, type: String, required: true, desc: where }
              - { name: n, type: number }
              - { name: any }
            output: { total: $.Sum.total, fixed: 5 }
            strict: true
            inferEdges: false
            tasks:
              - { name: Sum, category: pass }
            """);
        Assert.Equal("shop:order", flow.Name);
        Assert.Equal(("1.0", "beta", false, true, false), (flow.Version, flow.Alias, flow.IsResource, flow.Strict, flow.InferEdges));
        Assert.Equal("60", flow.TimeoutInSeconds!.Value.Value.AsString());
        Assert.Equal(("http://host/done", true, true), (flow.Callback!.ResourceName.Value, flow.Callback.FullDagInfo, flow.Callback.FullContext));
        Assert.Equal("$.input.id", Assert.Single(flow.Callback.InputMappings).Target!.Value.Value);
        Assert.Equal("""{"size":10,"text":"{\"a\": 1}"}""", flow.DefaultContext.ToJson());
        Assert.Equal(7, flow.CommonMapping["identity"][0].Source.Value.AsInt64());
        Assert.Equal(("mailer", "http://mail/send", 1), (flow.Resources[0].Name.Value, flow.Resources[0].ResourceName.Value, flow.Resources[0].InputMappings.Count));
        Assert.Equal("""{"from":"me"}""", flow.Resources[0].Parameters.ToJson());
        Assert.Equal(
            [("url", ParameterType.String, true, "where"), ("n", ParameterType.Number, false, null), ("any", null, false, null)],
            flow.InputSchema.Select(one => (one.Name, one.Type, one.Required, one.Description)));
        Assert.Equal([("total", "$.Sum.total"), ("fixed", "5")], flow.Output!.Select(one => (one.Target!.Value.Value, Text(one.Source.Value))));
    }

    [Fact]
    public void Every_field_of_a_task_is_read()
    {
        var task = Assert.IsType<FunctionTask>(Task("""
            name: charge
            category: function
            title: 5
            description: d
            templateId: t1
            next: [b, c]
            inputMappings:
              - { source: $.context.a, target: $.input.a, transform: "return source;", tolerance: false }
              - { value: null, target: $.input.b }
              - { reference: common }
            input: { c: 1 }
            outputMappings: [{ source: { x: [1] }, target: $.context.c }]
            parameters: { p: 1 }
            tolerance: "true"
            timeline: { timeoutInSeconds: 1.5, totalTimeoutInSeconds: "9", suspenseIntervalSeconds: $.input.s, suspenseTimestamp: 5, skipOnTimeout: true }
            degrade: { current: true, followings: true }
            keyCallback: true
            inputType: stream
            outputType: Stream
            progress: { weight: 2.5, calculation: "0.5", args: [{ source: $.input.x, variable: x }] }
            effect: pure
            cache: { key: input.id, version: 3, maxAge: 10m }
            resourceName: function://charge
            resourceProtocol: function
            resource: { resourceName: x }
            pattern: task_async
            requestType: GET
            onUnknown: ask
            successConditions: $.output.a
            failConditions: [$.output.b, $.output.c]
            retry: { maxRetryTimes: "2", intervalInSeconds: 0.5, multiplier: 2, maxIntervalInSeconds: 30, jitter: 0.1, backoff: fibonacci, conditions: $.output.d }
            """));
        Assert.Equal(("5", "d", "t1"), (task.Title, task.Description, task.TemplateId));
        Assert.Equal(["b", "c"], Names(task.Next));
        Assert.Equal(["$.input.a", "$.input.b", null, "$.input.c"], task.InputMappings.Select(one => one.Target?.Value));
        Assert.Equal((false, "return source;"), (task.InputMappings[0].Tolerance, task.InputMappings[0].Transform!.Value.Value));
        Assert.Equal((FlowValueKind.Null, FlowValueKind.Missing), (task.InputMappings[1].Value.Kind, task.InputMappings[1].Source.Value.Kind));
        Assert.Equal("common", task.InputMappings[2].Reference!.Value.Value);
        Assert.Equal("""{"x":[1]}""", task.OutputMappings[0].Source.Value.ToJson());
        Assert.Equal("""{"p":1}""", task.Parameters.ToJson());
        Assert.True(task is { Tolerance: true, DegradeCurrent: true, DegradeFollowings: true, KeyCallback: true, StreamInput: true, StreamOutput: true });
        Assert.Equal((1.5, "9"), (task.Timeline!.TimeoutInSeconds.Value.AsDouble(), task.Timeline.TotalTimeoutInSeconds.Value.AsString()));
        Assert.Equal(("$.input.s", 5, true), (task.Timeline.SuspenseIntervalSeconds.Value.AsString(), task.Timeline.SuspenseTimestamp.Value.AsInt64(), task.Timeline.SkipOnTimeout));
        Assert.Equal((2.5, "0.5", 1), (task.Progress!.Weight.Value, task.Progress.Calculation!.Value.Value, task.Progress.Args.Count));
        Assert.Equal((TaskEffect.Pure, "input.id", "3", TimeSpan.FromMinutes(10)), (task.Effect, task.Cache!.Key!.Value.Value, task.Cache.Version, task.Cache.MaxAge));
        Assert.Equal(("function://charge", "function", "x"), (task.ResourceName!.Value.Value, task.ResourceProtocol!.Value.Value, Text(task.Resource["resourceName"])));
        Assert.Equal((TaskPattern.TaskAsync, "GET", UnknownOutcome.Ask), (task.Pattern, task.RequestType!.Value.Value, task.OnUnknown.Value));
        Assert.Equal(["$.output.a"], Names(task.SuccessConditions));
        Assert.Equal(["$.output.b", "$.output.c"], Names(task.FailConditions));
        var retry = task.Retry!;
        Assert.Equal((2, 0.5, 2d, 30d, 0.1, true), (retry.MaxRetryTimes.Value, retry.IntervalInSeconds.Value, retry.Multiplier.Value, retry.MaxIntervalInSeconds!.Value.Value, retry.Jitter.Value, retry.Fibonacci));
        Assert.Equal(["$.output.d"], Names(retry.Conditions));
    }

    [Theory]
    [InlineData("category: pass", typeof(PassTask))]
    [InlineData("category: return\nconditions: []", typeof(ReturnTask))]
    [InlineData("category: choice\nchoices: [{ condition: $.input.a, tasks: [{ name: i, category: pass }] }]", typeof(ChoiceTask))]
    [InlineData("category: switch\nswitches: [{ condition: default, next: b, break: true }]", typeof(SwitchTask))]
    [InlineData("category: foreach\niterationMapping: { collection: $.input.l, item: i }\ntasks: [{ name: i, category: pass }]", typeof(ForeachTask))]
    [InlineData("category: suspense\nconditions: $.input.a", typeof(SuspenseTask))]
    [InlineData("category: script\nexpression: 1", typeof(ScriptTask))]
    [InlineData("category: function\nresourceProtocol: http", typeof(FunctionTask))]
    public void Every_category_is_read(string fields, Type type) => Assert.IsType(type, Task($"name: a\n{fields}"));

    [Fact]
    public void Every_category_has_a_test_above() =>
        Assert.Equal(
            Enum.GetValues<TaskCategory>().Length,
            typeof(FlowYamlTests).GetMethod(nameof(Every_category_is_read))!.GetCustomAttributes(typeof(InlineDataAttribute), false).Length);

    [Fact]
    public void The_fields_of_loops_choices_and_switches_are_read()
    {
        var loop = Assert.IsType<ForeachTask>(Task("""
            name: loop
            category: foreach
            iterationMapping: { collection: $.input.l, item: i, index: n, identity: $.iteration.element.id }
            synchronization: { conditions: $.input.a, maxConcurrency: $.input.m }
            failure: { mode: failFast, tolerate: 3 }
            batch: 100
            tasks:
              - { name: inner, category: choice, choices: [{ condition: $.input.b, tasks: [{ name: leaf, category: pass }] }] }
            """));
        Assert.Equal(("$.input.l", "i", "n", "$.iteration.element.id"), (loop.IterationMapping!.Collection!.Value.Value, loop.IterationMapping.Item!.Value.Value, loop.IterationMapping.Index!.Value.Value, loop.IterationMapping.Identity!.Value.Value));
        Assert.Equal(("$.input.m", true, 3, 100), (Text(loop.Synchronization!.MaxConcurrency.Value), loop.Failure.FailFast, loop.Failure.Tolerate.Value, loop.Batch!.Value.Value));
        var choice = Assert.IsType<ChoiceTask>(Assert.Single(loop.Tasks));
        Assert.Equal(("$.input.b", "leaf"), (choice.Choices![0].Condition!.Value.Value, choice.Choices[0].Tasks[0].Name.Value));
        Assert.Equal("tasks[0].tasks[0].choices[0].tasks[0].name", choice.Choices[0].Tasks[0].Name.Place.Path);

        var branch = Assert.IsType<SwitchTask>(Task("""
            name: route
            category: switch
            switches:
              - { condition: $.input.a, next: "b,c", break: true }
              - { condition: default, next: [d] }
            """));
        Assert.Equal(["b", "c"], Names(branch.Switches[0].Next));
        Assert.True(branch.Switches[0].Break && branch.Switches[1].IsDefault);
    }

    [Theory]
    [InlineData("namespace: w\nservice: d")]
    [InlineData("workspace: w\nnamespace: x\ndagName: d\nservice: y")]
    public void Older_names_stand_for_the_newer_ones(string names) => Assert.Equal("w:d", Flow($"{names}\ntasks: [{{ name: a, category: pass }}]").Name);

    [Theory]
    [InlineData("callback")]
    [InlineData("callbackConfig")]
    [InlineData("callback_config")]
    public void The_callback_has_three_names(string name) =>
        Assert.Equal("http://x", Flow($"{name}: {{ resourceName: 'http://x' }}\n").Callback!.ResourceName.Value);

    [Fact]
    public void The_limit_of_an_execution_has_two_names() => Assert.Equal(5, Flow("timeline: { timeoutInSeconds: 5 }").TimeoutInSeconds!.Value.Value.AsInt64());

    [Theory]
    [InlineData("b", "b@9")]
    [InlineData("b,c", "b@9 c@9")]
    [InlineData(" b , c ,", "b@10 c@10")]
    [InlineData("'b,  c'", "b@9 c@9")]
    [InlineData("\"b,\\x63\"", "b@9 c@9")]
    [InlineData("[b, 'c']", "b@10 c@13")]
    [InlineData("null", "")]
    [InlineData("~", "")]
    [InlineData("[]", "")]
    [InlineData("5,6", "5@9 6@9")]
    public void Next_is_a_text_with_commas_or_a_list(string next, string expected)
    {
        var task = Flow($"tasks:\n- name: a\n  category: pass\n  next: {next}\n").Tasks[0];
        Assert.Equal(expected, string.Join(' ', task.Next.Select(one => $"{one.Value}@{one.Place.Column}")));
    }

    [Fact]
    public void Next_over_two_lines_has_the_place_of_its_text()
    {
        var next = Flow("tasks:\n- name: a\n  category: pass\n  next: b,\n    c\n").Tasks[0].Next;
        Assert.Equal([("b", 4, 9), ("c", 4, 9)], next.Select(one => (one.Value, one.Place.Line, one.Place.Column)));
    }

    [Theory]
    [InlineData("$.context.x", "$.context.x")]
    [InlineData("42", "42")]
    [InlineData("\"42\"", "\"42\"")]
    [InlineData("007", "\"007\"")]
    [InlineData("0x10", "\"0x10\"")]
    [InlineData("True", "true")]
    [InlineData("'null'", "\"null\"")]
    [InlineData("2024-02-30", "\"2024-02-30\"")]
    [InlineData("null", "")]
    [InlineData("[1, two, null]", "[1,\"two\",null]")]
    public void A_source_is_kept_as_written(string source, string json)
    {
        var read = Flow($"tasks: [{{ name: a, category: pass, inputMappings: [{{ source: {source}, target: $.input.x }}] }}]").Tasks[0].InputMappings[0].Source.Value;
        Assert.Equal(json, read.AsString() is { } text && text.StartsWith('$') ? text : read.ToString());
    }

    [Fact]
    public void The_short_form_of_input_makes_mappings()
    {
        var mappings = Task("""
            name: a
            category: pass
            input:
              user: $.context.user
              limit: 10
              ids: { source: $.context.ids, transform: "return source;", tolerance: false }
              exact: { value: "5" }
              constant: { a: 1 }
              list: [1]
              none: null
              content-type: x
              query.user: y
              it's: z
              "9": n
            """).InputMappings;
        Assert.Equal(
            ["$.input.user", "$.input.limit", "$.input.ids", "$.input.exact", "$.input.constant", "$.input.list", "$.input.none", "$.input.content-type", "$.input.query.user", @"$.input['it\'s']", "$.input['9']"],
            mappings.Select(one => one.Target!.Value.Value));
        Assert.Equal("$.context.ids return source; False", $"{Text(mappings[2].Source.Value)} {mappings[2].Transform!.Value.Value} {mappings[2].Tolerance}");
        Assert.Equal(["\"5\"", "{\"a\":1}", "[1]", ""], [mappings[3].Value.ToString(), mappings[4].Source.Value.ToString(), mappings[5].Source.Value.ToString(), mappings[6].Source.Value.ToString()]);
        Assert.Equal((6, 11), (mappings[0].Source.Place.Line, mappings[0].Source.Place.Column));
        Assert.Equal((6, 5), (mappings[0].Target!.Value.Place.Line, mappings[0].Target!.Value.Place.Column));
    }

    [Theory]
    [InlineData("""inputSchema: '[{"name": "url", "type": "String", "required": true, "desc": "d"}]'""")]
    [InlineData("inputSchema: |\n  [{\"name\": \"url\", \"type\": \"String\", \"required\": true, \"desc\": \"d\"}]\n")]
    [InlineData("inputSchema: [{ name: url, type: String, required: 'true', desc: d }]")]
    public void Parameters_are_a_list_or_json_text(string schema)
    {
        var parameter = Assert.Single(Flow(schema).InputSchema);
        Assert.Equal(("url", ParameterType.String, true, "d"), (parameter.Name, parameter.Type, parameter.Required, parameter.Description));
    }

    [Theory]
    [InlineData("inputSchema: { type: object, properties: { a: { type: string } } }")]
    [InlineData("""inputSchema: '{"type": "object", "properties": {"a": {"type": "string"}}}'""")]
    public void A_json_schema_is_kept(string schema) => Assert.Equal("string", Text(Flow(schema).JsonSchema.Value["properties"]["a"]["type"]));

    [Theory]
    [InlineData("90", 90)]
    [InlineData("1.5", 1.5)]
    [InlineData("250ms", 0.25)]
    [InlineData("10s", 10)]
    [InlineData("5m", 300)]
    [InlineData("2h", 7200)]
    [InlineData("7d", 604800)]
    public void An_age_is_seconds_or_a_number_with_its_unit(string age, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Task($"name: a\ncategory: pass\ncache: {{ maxAge: {age} }}").Cache!.MaxAge);

    [Fact]
    public void Json_is_read_as_json_by_its_name_or_its_look()
    {
        const string Json = "{\n  \"workspace\": \"w\", \"dagName\": \"d\",\n  \"tasks\": [{ \"name\": \"é😀\\u0041\", \"category\": \"pass\" }] }";
        foreach (var file in new[] { null, "x.json", "x.yaml" })
        {
            var name = FlowYaml.Read(Json, file).Flow!.Tasks[0].Name;
            Assert.Equal(("é😀A", 3, 23), (name.Value, name.Place.Line, name.Place.Column));
        }
    }

    [Theory]
    [InlineData("{ workspace: w, dagName: d, tasks: [{ name: a, category: pass }] }")]
    [InlineData("{ \"workspace\": w, \"dagName\": d, # x\n tasks: [{ name: a, category: pass, }] }")]
    public void Yaml_may_begin_with_a_brace(string text)
    {
        Assert.Empty(FlowYaml.Check(text).Diagnostics);
        Assert.Empty(FlowYaml.Check(text, "x.yaml").Diagnostics);
    }

    [Theory]
    [InlineData("{\"a\": 1, «// x\n\"b\": 2}", "comments")]
    [InlineData("{\"a\": 1,«}", "comma")]
    [InlineData("{\"a\": [1, 2,«]}", "comma")]
    [InlineData("{\"a\": «'x'}", "double quotes")]
    [InlineData("{\"a\": 1«", "ends")]
    [InlineData("{\"é😀\": 1 «\"b\": 2}", "does not fit")]
    [InlineData("{\"a\": \"x\\q«\"}", "")]
    [InlineData("{\"a\": «\"\\ud800\"}", "escape")]
    [InlineData("{\"a\": 1} «x", "does not fit")]
    public void What_is_no_json_is_told_at_its_place(string text, string says)
    {
        var marked = Marked.Read(text);
        var only = Assert.Single(FlowYaml.Read(marked.Text, "x.json").Diagnostics);
        Assert.Equal(FlowErrorCodes.InvalidJson, only.Code);
        Assert.Contains(says, only.Message, StringComparison.Ordinal);
        if (says.Length > 0)
        {
            Assert.Equal(marked.Places[0], (only.Place.Line, only.Place.Column));
        }
    }

    [Fact]
    public void A_name_that_stands_twice_in_json_is_told_at_its_place()
    {
        var only = FlowYaml.Read("{\"strict\": true,\n \"strict\": false}", "x.json").Diagnostics[0];
        Assert.Equal((FlowErrorCodes.DuplicateKey, 2, 2, "strict"), (only.Code, only.Place.Line, only.Place.Column, only.Place.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("  \n\n")]
    [InlineData("# only\n# comments\n")]
    [InlineData("---\n")]
    [InlineData("~")]
    public void A_text_without_a_flow_is_told(string text)
    {
        var reading = FlowYaml.Read(text);
        Assert.Equal(FlowErrorCodes.EmptyText, Assert.Single(reading.Diagnostics).Code);
        Assert.True(reading.HasErrors && reading.Flow is null);
    }

    [Theory]
    [InlineData("a text")]
    [InlineData("[1]")]
    [InlineData("5")]
    public void A_flow_is_a_map(string text) => Assert.Equal(FlowErrorCodes.WrongType, Assert.Single(FlowYaml.Read(text).Diagnostics).Code);

    [Fact]
    public void A_second_document_is_refused_where_it_begins()
    {
        var only = Assert.Single(FlowYaml.Read($"{Small}\n---\n{Small}\n").Diagnostics);
        Assert.Equal((FlowErrorCodes.SeveralDocuments, 2, 1), (only.Code, only.Place.Line, only.Place.Column));
    }

    [Fact]
    public void Files_are_read_and_what_is_wrong_with_them_is_told()
    {
        var directory = Directory.CreateTempSubdirectory("flowkit");
        try
        {
            var good = Path.Combine(directory.FullName, "good.yaml");
            File.WriteAllText(good, Small, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            Assert.Equal(good, FlowYaml.LoadFile(good).Tasks[0].Name.Place.File);

            var latin = Path.Combine(directory.FullName, "latin.yaml");
            File.WriteAllBytes(latin, [.. "é\nab "u8, 0xE9, .. "x"u8]);
            var fault = Assert.Single(FlowYaml.ReadFile(latin).Diagnostics);
            Assert.Equal((FlowErrorCodes.NotUtf8, 2, 4), (fault.Code, fault.Place.Line, fault.Place.Column));

            Assert.Equal(FlowErrorCodes.TextTooLarge, FlowYaml.ReadFile(good, new FlowLimits { DescriptorBytes = 10 }).Diagnostics[0].Code);
            Assert.Equal(FlowErrorCodes.FileUnreadable, FlowYaml.ReadFile(good + "x").Diagnostics[0].Code);
            Assert.Equal(FlowErrorCodes.FileUnreadable, FlowYaml.ReadFile(directory.FullName).Diagnostics[0].Code);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void Loading_throws_all_faults_at_once()
    {
        var refused = Assert.Throws<FlowRefusedException>(() => FlowYaml.Load("workspace: w\ndagName: d-d\ntasks: [{ name: a }]"));
        Assert.Equal([FlowErrorCodes.InvalidName, FlowErrorCodes.MissingCategory], refused.Diagnostics.Select(one => one.Code));
        Assert.Equal("w:d", FlowYaml.Load(Small).Name);
    }

    [Fact]
    public void A_flow_with_faults_is_read_as_far_as_it_goes()
    {
        var flow = FlowYaml.Read("tasks: [{ name: a, category: loop, next: b }, 5, { name: b, category: function, retry: 3 }]").Flow!;
        Assert.Equal(["a", "b"], flow.Tasks.Select(task => task.Name.Value));
        Assert.Equal(["b"], Names(flow.Tasks[0].Next));
    }

    private static FlowDescriptor Flow(string text)
    {
        var reading = FlowYaml.Read(text);
        Assert.DoesNotContain(reading.Diagnostics, one => one.Severity == DiagnosticSeverity.Error);
        return reading.Flow!;
    }

    private static TaskDescriptor Task(string text) => Flow($"tasks:\n-\n  {text.ReplaceLineEndings("\n  ")}").Tasks[0];

    private static string[] Names(IEnumerable<Located<string>> names) => [.. names.Select(one => one.Value)];

    private static string Text(FlowValue value) => value.AsString() ?? value.ToJson();
}

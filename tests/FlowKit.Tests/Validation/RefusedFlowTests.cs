using FlowKit.Errors;

namespace FlowKit.Tests.Validation;

/// <summary>Every rule that refuses a flow, each with the place it tells.</summary>
public class RefusedFlowTests
{
    private const string Head = "workspace: w\ndagName: d\n";

    [Theory]
    [InlineData("«tasks: []", FlowErrorCodes.MissingField, FlowErrorCodes.MissingField, FlowErrorCodes.NoTasks)]
    [InlineData("workspace: «w-1\ndagName: «'é'\ntasks: [{ name: a, category: pass }]", FlowErrorCodes.InvalidName, FlowErrorCodes.InvalidName)]
    [InlineData("workspace: w\ndagName: d\ntype: resource\nresources: [{ name: r, resourceName: 'http://x' }]\ntasks: [«{ name: a, category: pass }]", FlowErrorCodes.TasksInResource)]
    [InlineData("«workspace: w\ndagName: d\ntype: resource\n", FlowErrorCodes.MissingField)]
    [InlineData("«workspace: w\ndagName: d\n", FlowErrorCodes.NoTasks)]
    public void The_flow_itself(string text, params string[] codes)
    {
        var marked = Marked.Read(text);
        var errors = FlowYaml.Check(marked.Text).Diagnostics;
        Assert.Equal(codes, errors.Select(one => one.Code));
        Assert.All(marked.Places, place => Assert.Contains(errors, one => (one.Place.Line, one.Place.Column) == place));
    }

    [Fact]
    public void Too_many_regular_expressions()
    {
        var conditions = Enumerable.Range(0, 1_001).Select(i => $"\"$.input[?(@.a =~ /{i}/)]\"").ToArray();
        Assert.False(FlowYaml.Check(Flow(conditions[1..])).HasErrors);
        Assert.Equal([FlowErrorCodes.TooManyPatterns], FlowYaml.Check(Flow(conditions)).Diagnostics.Select(one => one.Code));

        static string Flow(IEnumerable<string> conditions) =>
            $"{Head}tasks: [{{ name: a, category: return, conditions: [{string.Join(", ", conditions)}] }}]";
    }

    [Fact]
    public void A_constant_that_is_no_json_is_a_text() =>
        Assert.Empty(FlowYaml.Check($"{Head}tasks: [{{ name: a, category: pass, inputMappings: [{{ source: '[\"\\ud800\"]', target: $.input.a }}] }}]").Diagnostics);

    [Theory]
    [InlineData("timer: { timeoutInSeconds: «-1 }", FlowErrorCodes.OutOfRange)]
    [InlineData("timer: { timeoutInSeconds: «soon }", FlowErrorCodes.InvalidSetting)]
    [InlineData("timer: { timeoutInSeconds: «$.input.x }", FlowErrorCodes.SettingElsewhere)]
    [InlineData("timer: { timeoutInSeconds: «$.context }", FlowErrorCodes.SettingElsewhere)]
    [InlineData("timer: { timeoutInSeconds: «'$.context[' }", FlowErrorCodes.InvalidPath)]
    [InlineData("callback: «{ fullContext: true }", FlowErrorCodes.MissingField)]
    [InlineData("callback: { resourceName: «nowhere }", FlowErrorCodes.MissingProtocol)]
    [InlineData("callback: { resourceName: 'http://x', inputMappings: [{ source: $.context.a, target: «$.output.a }] }", FlowErrorCodes.TargetElsewhere)]
    [InlineData("commonMapping: { a: [{ source: 1, target: $.input.a }, { reference: «b }] }", FlowErrorCodes.ReferenceInCommon)]
    [InlineData("commonMapping: { a: [{ source: «'$.context[', target: $.input.a }] }", FlowErrorCodes.InvalidPath)]
    [InlineData("commonMapping: { a: [«{ source: 1 }] }", FlowErrorCodes.MissingField)]
    [InlineData("resources: [«{ resourceName: 'http://x' }]", FlowErrorCodes.MissingField)]
    [InlineData("resources: [«{ name: r }]", FlowErrorCodes.MissingField)]
    [InlineData("resources: [{ name: r, resourceName: 'http://x' }, { name: «r, resourceName: 'http://x' }]", FlowErrorCodes.DuplicateResource)]
    [InlineData("resources: [{ name: r, resourceName: «here }]", FlowErrorCodes.MissingProtocol)]
    [InlineData("resources: [{ name: r, resourceName: «'resource://s' }]", FlowErrorCodes.ResourceUnknown)]
    [InlineData("resources: [{ name: r, resourceName: «'resource://s' }, { name: s, resourceName: 'resource://r' }]", FlowErrorCodes.ResourceLoop)]
    [InlineData("resources: [{ name: q, resourceName: 'resource://r' }, { name: r, resourceName: «'resource://r' }]", FlowErrorCodes.ResourceLoop)]
    [InlineData("resources: [{ name: r, resourceName: 'http://x', inputMappings: [{ source: 1, target: «x }] }]", FlowErrorCodes.InvalidPath)]
    [InlineData("inputSchema: [«{ type: String }]", FlowErrorCodes.MissingField)]
    [InlineData("output: { a: «'$.context[' }", FlowErrorCodes.InvalidPath)]
    public void Blocks_of_a_flow(string field, string code) => Marked.Errors($"{Head}tasks: [{{ name: a, category: pass }}]\n{field}\n", code);

    [Theory]
    [InlineData("«category: pass", FlowErrorCodes.MissingField)]
    [InlineData("name: «''\n  category: pass", FlowErrorCodes.MissingField)]
    [InlineData("name: «a_b\n  category: pass", FlowErrorCodes.InvalidName)]
    [InlineData("name: «名\n  category: pass", FlowErrorCodes.InvalidName)]
    [InlineData("name: «d\n  category: pass", FlowErrorCodes.NameOfFlow)]
    [InlineData("name: «w\n  category: pass", FlowErrorCodes.NameOfFlow)]
    [InlineData("name: a\n  category: pass\n  next: «x", FlowErrorCodes.NextUnknown)]
    [InlineData("name: a\n  category: pass\n  next: [a1, «x]\n- name: a1\n  category: pass", FlowErrorCodes.NextUnknown)]
    [InlineData("name: a\n  category: pass\n  next: «a", FlowErrorCodes.Cycle)]
    [InlineData("name: a\n  category: pass\n  next: b\n- name: b\n  category: pass\n  next: «a", FlowErrorCodes.Cycle)]
    [InlineData("name: a\n  category: pass\n- name: «a\n  category: pass", FlowErrorCodes.DuplicateName)]
    [InlineData("name: a\n  category: pass\n  timeline: { timeoutInSeconds: «$.context.t }", FlowErrorCodes.SettingElsewhere)]
    [InlineData("name: a\n  category: pass\n  timeline: { totalTimeoutInSeconds: «$.input }", FlowErrorCodes.SettingElsewhere)]
    [InlineData("name: a\n  category: pass\n  timeline: { suspenseIntervalSeconds: «'5 s' }", FlowErrorCodes.InvalidSetting)]
    [InlineData("name: a\n  category: pass\n  timeline: { suspenseTimestamp: «-5 }", FlowErrorCodes.OutOfRange)]
    [InlineData("name: a\n  category: pass\n  timeline: { timeoutInSeconds: «1e300 }", FlowErrorCodes.OutOfRange)]
    [InlineData("name: a\n  category: pass\n  progress: { weight: «-1 }", FlowErrorCodes.OutOfRange)]
    [InlineData("name: a\n  category: pass\n  progress: { calculation: «'' }", FlowErrorCodes.InvalidExpression)]
    [InlineData("«name: a\n  category: return", FlowErrorCodes.MissingField)]
    [InlineData("name: a\n  category: return\n  conditions: «$.input[", FlowErrorCodes.InvalidCondition)]
    [InlineData("name: a\n  category: return\n  conditions: ['$.input[?(@.a)]', «'true']", FlowErrorCodes.InvalidCondition)]
    [InlineData("«name: a\n  category: suspense", FlowErrorCodes.MissingField)]
    [InlineData("name: a\n  category: suspense\n  conditions: []\n  interruptions: «x", FlowErrorCodes.InvalidCondition)]
    [InlineData("«name: a\n  category: script", FlowErrorCodes.RunOrExpression)]
    [InlineData("name: a\n  category: script\n  run: x\n  expression: «'1'", FlowErrorCodes.RunOrExpression)]
    [InlineData("«name: a\n  category: choice", FlowErrorCodes.MissingField)]
    [InlineData("name: a\n  category: choice\n  choices: [«{ tasks: [{ name: b, category: pass }] }]", FlowErrorCodes.MissingField)]
    [InlineData("name: a\n  category: choice\n  choices: [«{ condition: '$.input[?(@.a)]' }]", FlowErrorCodes.MissingField)]
    [InlineData("name: a\n  category: choice\n  choices: [{ condition: «default, tasks: [{ name: b, category: pass }] }]", FlowErrorCodes.InvalidCondition)]
    [InlineData("name: a\n  category: switch\n  switches: [«{ condition: default }]", FlowErrorCodes.CaseWithoutNext)]
    [InlineData("name: a\n  category: switch\n  switches: [«{ next: b }]\n- name: b\n  category: pass", FlowErrorCodes.MissingField)]
    [InlineData("name: a\n  category: switch\n  switches: [{ condition: default, next: «x }]", FlowErrorCodes.NextUnknown)]
    [InlineData("name: a\n  category: switch\n  next: «c\n  switches: [{ condition: default, next: b }]\n- name: b\n  category: pass\n- name: c\n  category: pass", FlowErrorCodes.NextOfNoCase)]
    [InlineData("«name: a\n  category: foreach\n  tasks: [{ name: b, category: pass }]", FlowErrorCodes.MissingField)]
    [InlineData("«name: a\n  category: foreach\n  iterationMapping: { collection: $.input.l }", FlowErrorCodes.MissingField)]
    [InlineData("name: a\n  category: foreach\n  iterationMapping: «{ item: i }\n  tasks: [{ name: b, category: pass }]", FlowErrorCodes.MissingField)]
    [InlineData("name: a\n  category: foreach\n  iterationMapping: { collection: «$.context.l }\n  tasks: [{ name: b, category: pass }]", FlowErrorCodes.CollectionElsewhere)]
    [InlineData("name: a\n  category: foreach\n  iterationMapping: { collection: «$.input }\n  tasks: [{ name: b, category: pass }]", FlowErrorCodes.CollectionElsewhere)]
    [InlineData("name: a\n  category: foreach\n  iterationMapping: { collection: «items }\n  tasks: [{ name: b, category: pass }]", FlowErrorCodes.InvalidPath)]
    [InlineData("name: a\n  category: foreach\n  iterationMapping: { collection: $.input.l, identity: «'$.iteration[' }\n  tasks: [{ name: b, category: pass }]", FlowErrorCodes.InvalidPath)]
    [InlineData("name: a\n  category: foreach\n  iterationMapping: { collection: $.input.l }\n  synchronization: { maxConcurrency: «0 }\n  tasks: [{ name: b, category: pass }]", FlowErrorCodes.OutOfRange)]
    [InlineData("name: a\n  category: foreach\n  iterationMapping: { collection: $.input.l }\n  failure: { tolerate: «-1 }\n  tasks: [{ name: b, category: pass }]", FlowErrorCodes.OutOfRange)]
    [InlineData("name: a\n  category: foreach\n  iterationMapping: { collection: $.input.l }\n  batch: «0\n  tasks: [{ name: b, category: pass }]", FlowErrorCodes.OutOfRange)]
    [InlineData("name: a\n  category: foreach\n  iterationMapping: { collection: $.input.l }\n  tasks: [{ name: b, category: pass, next: «a }]", FlowErrorCodes.NextElsewhere)]
    [InlineData("name: a\n  category: foreach\n  iterationMapping: { collection: $.input.l }\n  tasks: [{ name: b, category: pass }]\n  next: «b", FlowErrorCodes.NextElsewhere)]
    [InlineData("name: a\n  category: foreach\n  iterationMapping: { collection: $.input.l }\n  tasks: [{ name: «a, category: pass }]", FlowErrorCodes.DuplicateName)]
    public void Tasks(string fields, string code) => Marked.Errors($"{Head}tasks:\n- {fields}\n", code);

    [Theory]
    [InlineData("resourceName: «nowhere", FlowErrorCodes.MissingProtocol)]
    [InlineData("resourceName: «'://x'", FlowErrorCodes.MissingProtocol)]
    [InlineData("resourceName: «'resource://x'", FlowErrorCodes.ResourceUnknown)]
    [InlineData("resourceProtocol: RESOURCE\n  resourceName: «x", FlowErrorCodes.ResourceUnknown)]
    [InlineData("resourceName: http://x\n  requestType: «fetch", FlowErrorCodes.InvalidRequestType)]
    [InlineData("resourceName: http://x\n  retry: { multiplier: «-1 }", FlowErrorCodes.OutOfRange)]
    [InlineData("resourceName: http://x\n  retry: { jitter: «1.1 }", FlowErrorCodes.OutOfRange)]
    [InlineData("resourceName: http://x\n  retry: { jitter: «-0.1 }", FlowErrorCodes.OutOfRange)]
    [InlineData("resourceName: http://x\n  retry: { maxIntervalInSeconds: «-1 }", FlowErrorCodes.OutOfRange)]
    [InlineData("resourceName: http://x\n  retry: { intervalInSeconds: «1e12 }", FlowErrorCodes.OutOfRange)]
    [InlineData("resourceName: http://x\n  retry: { conditions: «x }", FlowErrorCodes.InvalidCondition)]
    [InlineData("resourceName: http://x\n  successConditions: «''", FlowErrorCodes.InvalidCondition)]
    [InlineData("resourceName: http://x\n  failConditions: ['$.output[?(@.a)]', «'$.output[?(@.a ==)]']", FlowErrorCodes.InvalidCondition)]
    public void Functions(string fields, string code) => Marked.Errors($"{Head}tasks:\n- name: a\n  category: function\n  {fields}\n", code);

    [Theory]
    [InlineData("{}")]
    [InlineData("{ resource: { a: 1 } }")]
    [InlineData("{ resourceName: ' ', resourceProtocol: '' }")]
    public void A_function_without_an_address(string fields) =>
        Marked.Errors($"{Head}tasks:\n- «{{ name: a, category: function, {fields[1..]}\n", FlowErrorCodes.MissingAddress);

    [Theory]
    [InlineData("inputMappings: [{ source: «'$.context.items[?(@.id ==)].name', target: $.input.a }]", FlowErrorCodes.InvalidPath)]
    [InlineData("inputMappings: [{ source: '$', target: $.input.a }, { source: «'$.', target: $.input.a }]", FlowErrorCodes.InvalidPath)]
    [InlineData("inputMappings: [{ source: 1, target: «a }]", FlowErrorCodes.InvalidPath)]
    [InlineData("inputMappings: [{ source: 1, target: «'' }]", FlowErrorCodes.InvalidPath)]
    [InlineData("inputMappings: [{ source: 1, target: «$.output.a }]", FlowErrorCodes.TargetElsewhere)]
    [InlineData("inputMappings: [{ source: 1, target: «'$' }]", FlowErrorCodes.TargetElsewhere)]
    [InlineData("inputMappings: [{ source: 1, target: «'$..a' }]", FlowErrorCodes.TargetElsewhere)]
    [InlineData("inputMappings: [{ source: 1, target: «\"$['input']\" }]", FlowErrorCodes.TargetIsRoot)]
    [InlineData("inputMappings: [{ source: 1, target: «$.context }]", FlowErrorCodes.TargetIsRoot)]
    [InlineData("inputMappings: [{ source: 1, target: «$.input.a.length() }]", FlowErrorCodes.InvalidTarget)]
    [InlineData("inputMappings: [{ source: 1, target: «'$.input.a[1000000]' }]", FlowErrorCodes.InvalidTarget)]
    [InlineData("outputMappings: [{ source: 1, target: «$.input.a }]", FlowErrorCodes.TargetElsewhere)]
    [InlineData("outputMappings: [«{ source: 1 }]", FlowErrorCodes.MissingField)]
    [InlineData("outputMappings: [{ source: «1, value: 2, target: $.context.a }]", FlowErrorCodes.SourceAndValue)]
    [InlineData("outputMappings: [{ reference: «x }]", FlowErrorCodes.ReferenceUnknown)]
    [InlineData("inputMappings: [{ source: «$.tasks.b.trigger_url, target: $.input.a }]", FlowErrorCodes.TriggerOfUnknownTask)]
    [InlineData("inputMappings: [{ source: «\"$['tasks'].b.trigger_url\", target: $.input.a }]", FlowErrorCodes.TriggerOfUnknownTask)]
    [InlineData("inputMappings: [{ source: «'$.tasks.b.trigger_url?a=b', target: $.input.a }]", FlowErrorCodes.TriggerOfUnknownTask)]
    [InlineData("inputMappings: [{ source: «'$.tasks.?x', target: $.input.a }]", FlowErrorCodes.InvalidPath)]
    [InlineData("inputMappings: [{ source: «'$.tasks.a.', target: $.input.a }]", FlowErrorCodes.InvalidPath)]
    [InlineData("input: { a: «'$.context[' }", FlowErrorCodes.InvalidPath)]
    [InlineData("input: { a: { source: 1, transform: «' ' } }", FlowErrorCodes.InvalidExpression)]
    public void Mappings(string field, string code) => Marked.Errors(
        $"{Head}tasks:\n- name: a\n  category: pass\n  {field}\n", [.. Enumerable.Repeat(code, field.Count(one => one == '«'))]);

    [Fact]
    public void A_path_tells_the_position_within_it()
    {
        var only = Assert.Single(Marked.Errors(
            $"{Head}tasks:\n- name: a\n  category: pass\n  inputMappings: [{{ source: «'$.context.items[?(@.id ==)].name', target: $.input.a }}]\n",
            FlowErrorCodes.InvalidPath));
        Assert.Contains("at position 26 ", only.Message, StringComparison.Ordinal);
        Assert.Equal("tasks[0].inputMappings[0].source", only.Place.Path);
    }

    [Theory]
    [InlineData("category: pass\n  outputMappings: [{ source: 1, target: $.context.n, transform: «return source + ; }]", "at line 1, column 17 ")]
    [InlineData("category: pass\n  outputMappings:\n  - source: 1\n    target: $.context.n\n    transform: «|\n      let a = 1;\n      return a +* 2;", "at line 2, column 11 ")]
    [InlineData("category: pass\n  progress: { calculation: «'1 +' }", "at line 1, ")]
    [InlineData("category: pass\n  cache: { key: «nofunction(1) }", "at line 1, ")]
    [InlineData("category: script\n  expression: «'[1'", "at line 1, ")]
    public void An_expression_tells_the_place_within_it(string fields, string says) => Assert.Contains(
        says, Assert.Single(Marked.Errors($"{Head}tasks:\n- name: a\n  {fields}\n", FlowErrorCodes.InvalidExpression)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("read")]
    [InlineData("pure")]
    public void A_task_that_changes_nothing_does_not_ask_before_it_is_repeated(string effect) => Assert.Equal("tasks[0].onUnknown", Assert.Single(Marked.Errors(
        $"{Head}tasks:\n- name: a\n  category: function\n  resourceName: http://x\n  effect: {effect}\n  onUnknown: «ask\n", FlowErrorCodes.InvalidSetting)).Place.Path);

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_target_leads_64_levels_deep(int levels, bool isAccepted)
    {
        var target = string.Concat("$.input", string.Concat(Enumerable.Repeat("['a']", levels - 1)));
        var text = $"{Head}tasks:\n- name: a\n  category: pass\n  inputMappings:\n  - source: 1\n    target: {target}\n";
        Assert.Equal(isAccepted, !FlowYaml.Check(text).HasErrors);
    }

    [Fact]
    public void A_common_mapping_is_held_against_each_way_it_is_used() => Marked.Errors(
        """
        workspace: w
        dagName: d
        commonMapping:
          both:
            - { source: $.context.a, target: «$.input.a }
        tasks:
          - { name: a, category: pass, inputMappings: [{ reference: both }], next: b }
          - { name: b, category: pass, outputMappings: [{ reference: both }], next: c }
          - { name: c, category: pass, outputMappings: [{ reference: both }] }
        """,
        FlowErrorCodes.TargetElsewhere);

    [Theory]
    [InlineData("function://x", "http,function", true)]
    [InlineData("HTTP://x", "http", true)]
    [InlineData("http://x", "HTTP", true)]
    [InlineData("sms://x", "http,function", false)]
    [InlineData("resource://r", "http", true)]
    [InlineData("resourceRef://w:r?name=x", "http", true)]
    public void A_protocol_must_be_registered(string address, string known, bool isAccepted)
    {
        var options = new FlowKit.Validation.FlowValidationOptions { KnownProtocols = known.Split(',') };
        var text = $"{Head}resources: [{{ name: r, resourceName: 'http://x' }}]\ntasks:\n- name: a\n  category: function\n  resourceName: {address}\n";
        var errors = FlowYaml.Check(text, options: options).Diagnostics;
        Assert.Equal(isAccepted ? [] : [FlowErrorCodes.ProtocolUnknown], errors.Select(one => one.Code));
        if (!isAccepted)
        {
            Assert.Equal((7, 17), (errors[0].Place.Line, errors[0].Place.Column));
            Assert.Contains("function, http", errors[0].Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_protocol_beside_the_name_wins()
    {
        var options = new FlowKit.Validation.FlowValidationOptions { KnownProtocols = ["chatgpt"] };
        Assert.False(FlowYaml.Check($"{Head}tasks: [{{ name: a, category: function, resourceName: 'sms://x', resourceProtocol: chatgpt }}]", options: options).HasErrors);
        Assert.True(FlowYaml.Check($"{Head}tasks: [{{ name: a, category: function, resourceName: 'chatgpt://x', resourceProtocol: sms }}]", options: options).HasErrors);
    }

    [Fact]
    public void All_faults_are_told_at_once_ordered_by_place_with_their_tasks()
    {
        var errors = Marked.Errors(
            """
            workspace: w
            dagName: d
            tasks:
              - name: «make-thumbnail
                category: function
                resourceName: function://thumbnail
              - name: charge
                category: function
                resourceName: function://charge
                pattern: «task_later
                next: «shipp
              - name: repeat
                category: «loop
                next: ship
              - name: ship
                category: pass
                inputMappings:
                  - reference: «address
                  - { source: 1, target: «$.result }
            """,
            FlowErrorCodes.InvalidName,
            FlowErrorCodes.UnknownValue,
            FlowErrorCodes.NextUnknown,
            FlowErrorCodes.UnknownValue,
            FlowErrorCodes.ReferenceUnknown,
            FlowErrorCodes.TargetElsewhere);
        Assert.Equal(["make-thumbnail", "charge", "charge", "repeat", "ship", "ship"], errors.Select(one => one.Task));
        Assert.Equal("did you mean 'ship'?", errors[2].Hint);
        Assert.Equal("flow(11,11): error FLOW2104: task 'charge' goes on to 'shipp', which this flow does not declare. Hint: did you mean 'ship'?", errors[2].ToString());
    }

    [Fact]
    public void A_wrong_field_is_not_told_as_a_missing_one_too() => Marked.Errors(
        """
        workspace: «[w]
        dagName: d
        tasks:
          - { name: «[a], category: pass }
          - { name: b, category: function, resourceName: «[x] }
          - { name: c, category: return, conditions: «{ a: 1 } }
          - { name: e, category: foreach, iterationMapping: «x, tasks: «y }
          - { name: f, category: switch, switches: [{ condition: «[x], next: «'' }] }
          - { name: g, category: choice, choices: «5 }
        """,
        [.. Enumerable.Repeat(FlowErrorCodes.WrongType, 7), FlowErrorCodes.EmptyName, FlowErrorCodes.WrongType]);
}

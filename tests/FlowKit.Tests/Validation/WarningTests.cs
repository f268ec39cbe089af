using FlowKit.Errors;

namespace FlowKit.Tests.Validation;

public class WarningTests
{
    private const string Head = "workspace: w\ndagName: d\n";

    [Theory]
    [InlineData("category: return\n  conditions: «$.input.flag", FlowErrorCodes.ConditionAsksPresence)]
    [InlineData("category: return\n  conditions: «$.input", FlowErrorCodes.ConditionAsksPresence)]
    [InlineData("category: return\n  conditions: «$.context.flag", FlowErrorCodes.ConditionElsewhere)]
    [InlineData("category: return\n  conditions: «'$.output[?(@.a == 1)]'", FlowErrorCodes.ConditionElsewhere)]
    [InlineData("category: function\n  resourceName: http://x\n  failConditions: «'$.input[?(@.a == 1)]'", FlowErrorCodes.ConditionElsewhere)]
    [InlineData("category: function\n  resourceName: http://x\n  retry: { intervalInSeconds: «-1 }", FlowErrorCodes.NegativeNumber)]
    [InlineData("category: function\n  resourceName: http://x\n  retry: { maxRetryTimes: «-1 }", FlowErrorCodes.NegativeNumber)]
    [InlineData("category: function\n  resourceName: http://x\n  cache: «{ version: 1 }", FlowErrorCodes.CacheOfWrite)]
    [InlineData("category: pass\n  effect: write\n  cache: «{ version: 1 }", FlowErrorCodes.CacheOfWrite)]
    [InlineData("category: pass\n  inputMappings: [{ source: «$.output.a, target: $.input.a }]", FlowErrorCodes.SourceElsewhere)]
    [InlineData("category: pass\n  inputMappings: [{ source: «$.contxt.a, target: $.input.a }]", FlowErrorCodes.SourceElsewhere)]
    [InlineData("category: pass\n  inputMappings: [{ source: «$.a.x, target: $.input.a }]", FlowErrorCodes.SourceElsewhere)]
    [InlineData("category: pass\n  inputMappings: [{ source: «$.tasks.a.status, target: $.input.a }]", FlowErrorCodes.TaskWordUnknown)]
    [InlineData("category: pass\n  inputMappings: [{ source: «$.tasks.a, target: $.input.a }]", FlowErrorCodes.TaskWordUnknown)]
    [InlineData("category: pass\n  inputMappings: [{ source: «'$.tasks[*]', target: $.input.a }]", FlowErrorCodes.TaskWordUnknown)]
    [InlineData("category: pass\n  inputMappings: [«{ source: null, target: $.input.a }]", FlowErrorCodes.NothingToWrite)]
    [InlineData("category: pass\n  inputMappings: [{ source: 1, target: $.input.a, transform: «return sorce + 1; }]", FlowErrorCodes.NameWithoutValue)]
    [InlineData("category: script\n  expression: «output.a", FlowErrorCodes.NameWithoutValue)]
    [InlineData("category: pass\n  cache: { key: «context.a }", FlowErrorCodes.NameWithoutValue)]
    [InlineData("category: choice\n  choices: []", null)]
    [InlineData("category: switch\n  switches: []", null)]
    [InlineData("category: foreach\n  iterationMapping: { collection: $.input.l, identity: «$.input.id }\n  tasks: [{ name: b, category: pass }]", FlowErrorCodes.SourceElsewhere)]
    public void A_task_that_is_probably_not_meant_so(string fields, string? code) => Marked.Warnings(
        $"{Head}tasks:\n- {(code is null ? "«" : string.Empty)}name: a\n  {fields}\n", code ?? FlowErrorCodes.NothingToChoose);

    [Theory]
    [InlineData("category: return\n  conditions: ['$.input[?(@.flag == true)]', '$.input..a', '$..a', '$.input.l[*]']")]
    [InlineData("category: function\n  resourceName: http://x\n  effect: read\n  cache: { key: input.id }\n  retry: { conditions: '$.output[?(@.a)]' }")]
    [InlineData("category: script\n  expression: 'let x = input.a; x + context.b'\n  progress: { calculation: 'params.a / taskRunningTimeInMillis' }")]
    [InlineData("category: pass\n  outputMappings: [{ source: 1, target: $.context.a, transform: 'source + context.a + input.b + output.c' }]")]
    [InlineData("category: pass\n  inputMappings:\n  - { source: $.tasks.a.trigger_url, target: $.input.a }\n  - { source: '$.tasks.a.trigger_url?context=%7B%7D', target: $.input.b }")]
    [InlineData("category: pass\n  outputMappings: [{ source: $.output.a, target: $.context.a }, { source: $.input.a, target: $.context.b }, { source: '$', target: $.context.c }]")]
    [InlineData("category: pass\n  inputMappings: [{ source: 1, target: $.input.header.content-type }, { transform: '1', target: $.input.x }, { value: null, target: $.input.y }]")]
    public void Nothing_is_told_of_what_is_right(string fields) => Assert.Empty(FlowYaml.Check($"{Head}tasks:\n- name: a\n  {fields}\n").Diagnostics);

    [Fact]
    public void Fields_beside_a_reference_and_parameters_declared_twice() => Marked.Warnings(
        """
        workspace: w
        dagName: d
        inputSchema: [{ name: a, type: String }, «{ name: a, type: Number }]
        commonMapping: { c: [{ source: 1, target: $.input.x }] }
        tasks: [{ name: t, category: pass, inputMappings: [{ reference: «c, target: $.input.y }] }]
        """,
        FlowErrorCodes.DuplicateParameter,
        FlowErrorCodes.ReferenceNotAlone);

    [Fact]
    public void Outputs_of_another_group_are_not_seen() => Marked.Warnings(
        """
        workspace: w
        dagName: d
        tasks:
          - { name: first, category: pass, next: loop }
          - name: loop
            category: foreach
            iterationMapping: { collection: $.input.l }
            tasks: [{ name: inner, category: pass, input: { x: «$.first.x } }]
        output: { x: «$.inner.x, y: $.first.x, z: $.context.z, n: «$.input.n }
        """,
        FlowErrorCodes.SourceElsewhere,
        FlowErrorCodes.SourceElsewhere,
        FlowErrorCodes.SourceElsewhere);

    [Fact]
    public void A_value_nobody_writes_before_is_told_once_where_the_parameters_are_declared()
    {
        var warnings = Marked.Warnings(
            """
            workspace: w
            dagName: d
            inputSchema: [{ name: url, type: String }]
            defaultContext: { size: 1 }
            tasks:
              - name: a
                category: pass
                inputMappings:
                  - { source: $.context.url, target: $.input.url }
                  - { source: $.context.size, target: $.input.size }
                  - { source: $.context.flow_execution_id, target: $.input.id }
                  - { source: «$.context.urll, target: $.input.x }
                  - { source: $.context.urll.deeper, target: $.input.x }
                  - { source: «$.context.later, target: $.input.x }
                outputMappings:
                  - { source: $.output.x, target: $.context.made }
                  - { source: $.context.made, target: $.context.copy }
                next: b
              - name: b
                category: pass
                inputMappings:
                  - { source: $.context.copy, target: $.context.own }
                  - { source: $.context.own, target: $.input.x }
                next: c
              - name: c
                category: pass
                inputMappings: [{ source: $.context.made, target: $.input.x }]
                outputMappings: [{ source: 1, target: $.context.later }]
            """,
            FlowErrorCodes.NeverWritten,
            FlowErrorCodes.NeverWritten);
        Assert.Equal(["did you mean 'url'?", "'c' writes it; let it come before this task"], warnings.Select(one => one.Hint));
    }

    [Fact]
    public void A_json_schema_declares_parameters_too() => Marked.Warnings(
        """
        workspace: w
        dagName: d
        inputSchema: { type: object, properties: { url: {} }, required: [size] }
        tasks: [{ name: a, category: pass, input: { a: $.context.url, b: $.context.size, c: «$.context.other } }]
        """,
        FlowErrorCodes.NeverWritten);

    [Fact]
    public void Filters_transforms_and_scripts_read_the_context_too() => Marked.Warnings(
        """
        workspace: w
        dagName: d
        inputSchema: [{ name: url, type: String }]
        commonMapping: { shared: [{ source: $.input.x, transform: «context.nowhere + context.made, target: $.input.y }] }
        tasks:
          - name: a
            category: pass
            inputMappings:
              - { source: "$.input.list[?(@.id == $.context.url)]", target: $.input.x }
              - { source: «"$.input.list[?(@.id == $.context.id)]", target: $.input.x }
              - { source: 1, transform: context.url, target: $.input.x }
              - { source: 1, transform: «context.own + 1, target: $.input.x }
            outputMappings: [{ source: 1, target: $.context.made }]
            next: b
          - { name: b, category: pass, inputMappings: [{ reference: shared }], next: c }
          - { name: c, category: script, input: { n: $.context.made }, expression: «"input.n + context.made + context.missing" }
        """,
        FlowErrorCodes.NeverWritten,
        FlowErrorCodes.NeverWritten,
        FlowErrorCodes.NeverWritten,
        FlowErrorCodes.NeverWritten);

    [Fact]
    public void Without_declared_parameters_anything_may_be_submitted() =>
        Assert.Empty(FlowYaml.Check($"{Head}tasks: [{{ name: a, category: pass, input: {{ x: $.context.anything }} }}]").Diagnostics);

    [Fact]
    public void A_branch_sees_the_input_of_its_loop_without_the_collection() => Marked.Warnings(
        """
        workspace: w
        dagName: d
        commonMapping: { more: [{ source: 1, target: $.input.shared }] }
        tasks:
          - name: loop
            category: foreach
            inputMappings:
              - { source: $.context.items, target: $.input.items }
              - { source: $.context.factor, target: $.input.factor }
              - { reference: more }
            parameters: { fixed: 1 }
            iterationMapping: { collection: $.input.items, item: item, index: n }
            tasks:
              - name: work
                category: pass
                input: { a: $.context.item.x, b: $.context.n, c: $.context.factor, d: $.context.fixed, e: $.context.shared, f: «$.context.items, g: «$.context.outer }
        """,
        FlowErrorCodes.NeverWritten,
        FlowErrorCodes.NeverWritten);

    [Fact]
    public void What_wakes_a_suspense_may_be_read_anywhere() => Assert.Empty(FlowYaml.Check(
        """
        workspace: w
        dagName: d
        inputSchema: [{ name: url, type: String }]
        tasks:
          - name: approval
            category: suspense
            conditions: "$.input[?(@.ok == true)]"
            inputMappings: [{ source: $.context.ok, target: $.input.ok }]
            outputMappings: [{ source: $.output.ok, target: $.context.ok }]
        """).Diagnostics);

    [Theory]
    [InlineData("$.context.x", "$.context.x", true)]
    [InlineData("$.context.x", "$.context.x.y", true)]
    [InlineData("$.context.x['y']", "$.context.x.y.z", true)]
    [InlineData("$.context.x[*].a", "$.context.x", true)]
    [InlineData("$.context.x", "$.context.xy", false)]
    [InlineData("$.context.x.a", "$.context.x.b", false)]
    public void Two_tasks_side_by_side_that_write_overlapping_paths(string one, string other, bool overlap)
    {
        var text = $"{Head}tasks:\n- name: a\n  category: pass\n  outputMappings:\n  - source: 1\n    target: {one}\n- name: b\n  category: pass\n  outputMappings:\n  - source: 1\n    target: «{other}\n";
        if (overlap)
        {
            var only = Assert.Single(Marked.Warnings(text, FlowErrorCodes.OverlappingWrites));
            Assert.Contains("'a' and 'b'", only.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Empty(FlowYaml.Check(Marked.Read(text).Text).Diagnostics);
        }
    }

    [Fact]
    public void Tasks_that_follow_each_other_do_not_overlap() => Assert.Empty(FlowYaml.Check(Writers("next: b", "next: c", string.Empty)).Diagnostics);

    [Fact]
    public void One_pair_in_many_is_told_once_per_name() =>
        Assert.Equal(FlowErrorCodes.OverlappingWrites, Assert.Single(FlowYaml.Check(Writers("next: c", string.Empty, string.Empty)).Diagnostics).Code);

    [Theory]
    [InlineData("{ condition: '$.input[?(@.n > 1)]', next: a, break: true }, { condition: '$.input[?(@.n > 2)]', next: b, break: true }, { condition: default, next: c }", false)]
    [InlineData("{ condition: default, next: a }, { condition: '$.input[?(@.n > 2)]', next: b, break: true }, { condition: '$.input[?(@.n > 3)]', next: c }", false)]
    [InlineData("{ condition: '$.input[?(@.n > 1)]', next: a }, { condition: '$.input[?(@.n > 2)]', next: b, break: true }, { condition: default, next: c }", true)]
    [InlineData("{ condition: '$.input[?(@.n > 1)]', next: [a, b], break: true }, { condition: default, next: c }", true)]
    [InlineData("{ condition: '$.input[?(@.n > 1)]', next: a, break: true }, { condition: default, next: [b, a] }, { condition: '$.input[?(@.n > 9)]', next: c, break: true }", true)]
    public void Cases_that_exclude_each_other_do_not_overlap(string cases, bool overlap)
    {
        var text = Writers(string.Empty, string.Empty, string.Empty) + $"- {{ name: route, category: switch, switches: [{cases}] }}\n";
        Assert.Equal(overlap ? [FlowErrorCodes.OverlappingWrites] : [], FlowYaml.Check(text).Diagnostics.Select(one => one.Code));
    }

    private static string Writers(params string[] fields) => Head + "tasks:\n" + string.Concat(fields.Select((field, i) =>
        $"- name: {(char)('a' + i)}\n  category: pass\n  outputMappings: [{{ source: 1, target: $.context.x }}]\n{(field.Length > 0 ? $"  {field}\n" : string.Empty)}"));
}

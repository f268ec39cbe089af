using FlowKit.Errors;

namespace FlowKit.Tests.Yaml;

/// <summary>Faults of form, each in a flow that is right but for it.</summary>
public class FieldFaultTests
{
    private const string Wrong = FlowErrorCodes.WrongType;

    [Theory]
    [InlineData("version: «[1]", Wrong)]
    [InlineData("type: «sub", FlowErrorCodes.UnknownValue)]
    [InlineData("timer: «5", Wrong)]
    [InlineData("timer: { timeoutInSeconds: «true }", Wrong)]
    [InlineData("callback: «http", Wrong)]
    [InlineData("callback: { resourceName: 'http://x', fullContext: «often }", Wrong)]
    [InlineData("defaultContext: «[1]", Wrong)]
    [InlineData("commonMapping: { a: «5 }", Wrong)]
    [InlineData("commonMapping: { a: [«5] }", Wrong)]
    [InlineData("resources: «{}", Wrong)]
    [InlineData("resources: [«x]", Wrong)]
    [InlineData("output: «[1]", Wrong)]
    [InlineData("inferEdges: «maybe", Wrong)]
    [InlineData("inputSchema: «5", Wrong)]
    [InlineData("inputSchema: [«5]", Wrong)]
    [InlineData("inputSchema: «'[1'", FlowErrorCodes.InvalidJson)]
    [InlineData("inputSchema: [{ name: a, type: «Text }]", FlowErrorCodes.UnknownValue)]
    public void In_a_flow(string field, string code) =>
        Marked.Errors($"workspace: w\ndagName: d\ntasks: [{{ name: a, category: pass }}]\n{field}\n", code);

    [Theory]
    [InlineData("title: «[1]", Wrong)]
    [InlineData("next: «{ a: b }", Wrong)]
    [InlineData("next: [«[b]]", Wrong)]
    [InlineData("next: «''", FlowErrorCodes.EmptyName)]
    [InlineData("next: «' '", FlowErrorCodes.EmptyName)]
    [InlineData("next: «b,,b", FlowErrorCodes.EmptyName)]
    [InlineData("next: «',b'", FlowErrorCodes.EmptyName)]
    [InlineData("next: «'b, ,'", FlowErrorCodes.EmptyName)]
    [InlineData("next: [b, «'']", FlowErrorCodes.EmptyName)]
    [InlineData("next: [b, «null]", FlowErrorCodes.EmptyName)]
    [InlineData("inputMappings: «{}", Wrong)]
    [InlineData("inputMappings: [«5]", Wrong)]
    [InlineData("inputMappings: [{ source: 1, target: «[x] }]", Wrong)]
    [InlineData("inputMappings: [{ source: 1, target: $.input.x, tolerance: «sometimes }]", Wrong)]
    [InlineData("input: «[1]", Wrong)]
    [InlineData("parameters: «x", Wrong)]
    [InlineData("tolerance: «1", Wrong)]
    [InlineData("timeline: «5", Wrong)]
    [InlineData("timeline: { timeoutInSeconds: «[5] }", Wrong)]
    [InlineData("timeline: { skipOnTimeout: «5 }", Wrong)]
    [InlineData("degrade: «true", Wrong)]
    [InlineData("inputType: «flow", FlowErrorCodes.UnknownValue)]
    [InlineData("progress: { weight: «heavy }", Wrong)]
    [InlineData("progress: { args: «x }", Wrong)]
    [InlineData("effect: «writes", FlowErrorCodes.UnknownValue)]
    [InlineData("onUnknown: «askk", FlowErrorCodes.UnknownValue)]
    [InlineData("onUnknown: «[ask]", Wrong)]
    [InlineData("cache: { maxAge: «soon }", Wrong)]
    [InlineData("cache: { maxAge: «-5 }", Wrong)]
    [InlineData("retry: «3", Wrong)]
    [InlineData("retry: { maxRetryTimes: «several }", Wrong)]
    [InlineData("retry: { maxRetryTimes: «1.5 }", Wrong)]
    [InlineData("retry: { maxRetryTimes: «99999999999 }", Wrong)]
    [InlineData("retry: { intervalInSeconds: «1e999 }", Wrong)]
    [InlineData("retry: { backoff: «linear }", FlowErrorCodes.UnknownValue)]
    [InlineData("pattern: «task_later", FlowErrorCodes.UnknownValue)]
    [InlineData("resource: «x", Wrong)]
    [InlineData("successConditions: «{ a: b }", Wrong)]
    [InlineData("successConditions: ['$.output[?(@.a == 1)]', «[x]]", Wrong)]
    public void In_a_task(string field, string code) => Marked.Errors(
        $"workspace: w\ndagName: d\ntasks:\n- name: a\n  category: function\n  resourceName: function://x\n  {field}\n- {{ name: b, category: pass }}\n", code);

    [Theory]
    [InlineData("category: «loop", FlowErrorCodes.UnknownValue)]
    [InlineData("category: «Pass", FlowErrorCodes.UnknownValue)]
    [InlineData("category: «[pass]", Wrong)]
    [InlineData("category: choice\n  choices: «5", Wrong)]
    [InlineData("category: choice\n  choices: [«5]", Wrong)]
    [InlineData("category: choice\n  choices: [{ condition: '$.input[?(@.a == 1)]', tasks: «x }]", Wrong)]
    [InlineData("category: switch\n  switches: «5", Wrong)]
    [InlineData("category: switch\n  switches: [«5]", Wrong)]
    [InlineData("category: foreach\n  iterationMapping: «5\n  tasks: [{ name: c, category: pass }]", Wrong)]
    [InlineData("category: foreach\n  iterationMapping: { collection: $.input.a, item: «[x] }\n  tasks: [{ name: c, category: pass }]", Wrong)]
    [InlineData("category: foreach\n  iterationMapping: { collection: $.input.a }\n  tasks: [{ name: c, category: pass }]\n  batch: «many", Wrong)]
    [InlineData("category: foreach\n  iterationMapping: { collection: $.input.a }\n  tasks: [{ name: c, category: pass }]\n  failure: { mode: «later }", FlowErrorCodes.UnknownValue)]
    [InlineData("category: return\n  conditions: «{ a: b }", Wrong)]
    public void In_a_category(string field, string code) => Marked.Errors($"workspace: w\ndagName: d\ntasks:\n- name: a\n  {field}\n", code);

    [Fact]
    public void A_task_without_a_category_is_refused_where_it_begins() =>
        Marked.Errors("workspace: w\ndagName: d\ntasks:\n- «name: a\n", FlowErrorCodes.MissingCategory);

    [Fact]
    public void A_task_that_is_no_map_is_refused() =>
        Marked.Errors("workspace: w\ndagName: d\ntasks: [{ name: a, category: pass }, «b]\n", Wrong);

    [Theory]
    [InlineData("tolerence: true", "did you mean 'tolerance'?")]
    [InlineData("input_mappings: []", "did you mean 'inputMappings'?")]
    [InlineData("retries: 3", "did you mean 'retry'?")]
    [InlineData("conditions: []", "it belongs to category return and suspense")]
    [InlineData("xyz: 1", "check the name, or take it out")]
    public void An_unknown_field_is_a_warning_with_a_hint_and_an_error_when_strict(string field, string hint)
    {
        var text = $"workspace: w\ndagName: d\ntasks:\n- name: a\n  category: function\n  resourceName: function://x\n  «{field}\n";
        var warning = Assert.Single(Marked.Warnings(text, FlowErrorCodes.UnknownField));
        Assert.Equal((hint, "a"), (warning.Hint, warning.Task));
        Marked.Errors($"strict: true\n{text}", FlowErrorCodes.UnknownField);
    }

    [Fact]
    public void An_unknown_field_is_told_in_every_block() => Marked.Warnings(
        """
        workspace: w
        dagName: d
        «tittle: x
        timer: { timeoutInSeconds: 5, «timeout: 6 }
        callback: { resourceName: 'http://x', «url: y }
        resources: [{ name: r, resourceName: 'http://x', «category: y }]
        inputSchema: [{ name: p, type: String, «default: y }]
        tasks:
          - name: a
            category: function
            resourceName: function://x
            timeline: { timeoutInSeconds: 5, «timeout: 6 }
            degrade: { current: true, «following: true }
            progress: { weight: 1, «wait: 1 }
            cache: { version: 1, «max: 2 }
            effect: read
            retry: { maxRetryTimes: 1, «times: 2 }
            inputMappings: [{ source: 1, target: $.input.a, «variable: b }]
            input: { b: { source: 1, «target: c } }
          - name: b
            category: foreach
            iterationMapping: { collection: $.input.l, «key: x }
            synchronization: { maxConcurrency: 2, «max: 3 }
            failure: { mode: collect, «max: 3 }
            tasks: [{ name: c, category: pass, «pattern: task_sync }]
          - { name: e, category: switch, switches: [{ condition: default, next: f, «otherwise: g }] }
          - { name: f, category: choice, choices: [{ condition: '$.input[?(@.a == 1)]', «next: g, tasks: [{ name: g, category: pass }] }] }
        """,
        [.. Enumerable.Repeat(FlowErrorCodes.UnknownField, 18)]);

    [Fact]
    public void An_older_name_beside_the_newer_one_is_a_warning() =>
        Marked.Warnings("workspace: w\n«namespace: v\ndagName: d\ntasks: [{ name: a, category: pass }]\n", FlowErrorCodes.FieldTwice);

    [Fact]
    public void A_word_that_is_nearly_one_has_a_hint()
    {
        var only = Assert.Single(Marked.Errors("workspace: w\ndagName: d\ntasks: [{ name: a, category: «functoin }]", FlowErrorCodes.UnknownValue));
        Assert.Equal("did you mean 'function'?", only.Hint);
        Assert.Contains("foreach", only.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_are_bounded_in_number_and_the_rest_is_counted()
    {
        var text = $"workspace: w\ndagName: d\ntasks: [{{ name: a, category: pass }}]\ninputSchema: [{string.Join(',', Enumerable.Repeat("5", 20_000))}]";
        var all = FlowYaml.Read(text).Diagnostics;
        Assert.Equal(10_001, all.Count);
        Assert.Equal(FlowErrorCodes.MoreFaults, all[^1].Code);
        Assert.Contains("10000", all[^1].Message, StringComparison.Ordinal);
    }
}

using System.Globalization;
using System.Text;
using FlowKit.Errors;
using FlowKit.Validation;

namespace FlowKit.Tests.Validation;

public class GraphTests
{
    [Fact]
    public void A_cycle_is_shown_from_its_first_task_and_told_at_the_way_that_closes_it()
    {
        var only = Assert.Single(Marked.Errors(
            """
            workspace: w
            dagName: d
            tasks:
              - { name: start, category: pass, next: b }
              - { name: a, category: pass, next: b }
              - { name: b, category: pass, next: c }
              - { name: c, category: pass, next: [end, «a] }
              - { name: end, category: pass }
            """,
            FlowErrorCodes.Cycle));
        Assert.Contains("a -> b -> c -> a", only.Message, StringComparison.Ordinal);
        Assert.Equal("c", only.Task);
    }

    [Fact]
    public void Every_cycle_is_told_in_every_group()
    {
        var errors = Marked.Errors(
            """
            workspace: w
            dagName: d
            tasks:
              - { name: a, category: pass, next: b }
              - { name: b, category: pass, next: [«a, «b] }
              - name: loop
                category: foreach
                iterationMapping: { collection: $.input.l }
                tasks:
                  - { name: x, category: switch, switches: [{ condition: default, next: y }] }
                  - { name: y, category: pass, next: «x }
            """,
            FlowErrorCodes.Cycle,
            FlowErrorCodes.Cycle,
            FlowErrorCodes.Cycle);
        Assert.Equal(["b", "b", "y"], errors.Select(one => one.Task));
    }

    [Fact]
    public void A_reference_to_an_output_counts_as_a_way()
    {
        var only = Assert.Single(Marked.Errors(
            """
            workspace: w
            dagName: d
            tasks:
              - { name: a, category: pass, next: b, input: { x: «$.b.y } }
              - { name: b, category: pass }
            """,
            FlowErrorCodes.Cycle));
        Assert.Contains("a -> b -> a", only.Message, StringComparison.Ordinal);
        Assert.Contains("'b'", only.Hint, StringComparison.Ordinal);
        Assert.Equal("a", only.Task);
    }

    [Fact]
    public void Without_inferred_edges_a_reference_makes_no_cycle() => Assert.False(FlowYaml.Check(
        "workspace: w\ndagName: d\ninferEdges: false\ntasks:\n- { name: a, category: pass, next: b, input: { x: $.b.y } }\n- { name: b, category: pass }\n").HasErrors);

    [Fact]
    public void A_reference_of_common_mappings_counts_for_each_task_that_uses_them() => Assert.Contains(
        FlowYaml.Check(
            """
            workspace: w
            dagName: d
            commonMapping: { get: [{ source: $.b.y, target: $.input.y }] }
            tasks:
              - { name: c, category: pass, inputMappings: [{ reference: get }] }
              - { name: a, category: pass, next: b, inputMappings: [{ reference: get }] }
              - { name: b, category: pass }
            """).Diagnostics,
        one => one.Code == FlowErrorCodes.Cycle && one.Task == "a");

    [Fact]
    public void A_long_cycle_is_shortened()
    {
        var only = Assert.Single(FlowYaml.Check(Chain(10_000, closed: true)).Diagnostics, one => one.Code == FlowErrorCodes.Cycle);
        Assert.StartsWith("these tasks wait for each other: t0 -> t1 -> ", only.Message, StringComparison.Ordinal);
        Assert.Contains("(9980 more)", only.Message, StringComparison.Ordinal);
        Assert.EndsWith("t9999 -> t0", only.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_may_be_as_long_as_a_flow() => Assert.Empty(FlowYaml.Check(Chain(10_000, closed: false)).Diagnostics);

    [Fact]
    public void More_tasks_than_the_limit_are_refused_at_the_first_too_many()
    {
        var only = Assert.Single(FlowYaml.Check(Chain(10_001, closed: false)).Diagnostics);
        Assert.Equal((FlowErrorCodes.TooManyTasks, 10_004), (only.Code, only.Place.Line));
        var options = new FlowValidationOptions { Limits = new() { Tasks = 3 } };
        Assert.Contains(FlowYaml.Check(Chain(4, closed: false), options: options).Diagnostics, one => one.Code == FlowErrorCodes.TooManyTasks);
        Assert.False(FlowYaml.Check(Chain(3, closed: false), options: options).HasErrors);
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void Loops_and_choices_nest_ten_deep(int depth, bool isRefused)
    {
        var text = new StringBuilder("workspace: w\ndagName: d\ntasks: [");
        for (var i = 0; i < depth; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{{ name: n{i}, ").Append(i % 2 == 0
                ? "category: foreach, iterationMapping: { collection: $.input.l }, tasks: ["
                : "category: choice, choices: [{ condition: '$.input[?(@.a)]', tasks: [");
        }

        text.Append("{ name: leaf, category: pass }");
        for (var i = depth - 1; i >= 0; i--)
        {
            text.Append(i % 2 == 0 ? "] }" : "] }] }");
        }

        var errors = FlowYaml.Check(text.Append(']').ToString()).Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error);
        Assert.Equal(isRefused ? [FlowErrorCodes.NestingTooDeep] : [], errors.Select(one => one.Code));
    }

    [Fact]
    public void Diamonds_cost_what_they_have_in_edges()
    {
        var text = new StringBuilder("workspace: w\ndagName: d\ntasks:\n");
        for (var i = 0; i < 1000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {{ name: a{i}, category: pass, next: 'b{i},c{i}' }}\n- {{ name: b{i}, category: pass, next: a{i + 1} }}\n- {{ name: c{i}, category: pass, next: a{i + 1} }}\n");
        }

        Assert.Empty(FlowYaml.Check(text.Append("- { name: a1000, category: pass }\n").ToString()).Diagnostics);
    }

    [Fact]
    public void A_way_to_a_missing_task_has_the_nearest_name_of_its_group_as_hint()
    {
        var errors = Marked.Errors(
            """
            workspace: w
            dagName: d
            tasks:
              - { name: charge, category: pass, next: «ship }
              - { name: shipping, category: pass, next: «chrage }
              - name: loop
                category: foreach
                iterationMapping: { collection: $.input.l }
                tasks: [{ name: inner, category: pass, next: «chargee }]
            """,
            FlowErrorCodes.NextUnknown,
            FlowErrorCodes.NextUnknown,
            FlowErrorCodes.NextUnknown);
        Assert.Equal(["did you mean 'shipping'?", "did you mean 'charge'?", "add the task, or take the name out"], errors.Select(one => one.Hint));
    }

    private static string Chain(int count, bool closed)
    {
        var text = new StringBuilder("workspace: w\ndagName: d\ntasks:\n");
        for (var i = 0; i < count; i++)
        {
            var next = i + 1 < count ? $", next: t{i + 1}" : closed ? ", next: t0" : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"- {{ name: t{i}, category: pass{next} }}\n");
        }

        return text.ToString();
    }
}

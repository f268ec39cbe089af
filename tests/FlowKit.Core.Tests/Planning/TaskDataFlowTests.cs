using FlowKit.Planning;

namespace FlowKit.Core.Tests.Planning;

public sealed class TaskDataFlowTests
{
    [Fact]
    public void Mappings_say_what_is_read_and_written_each_place_once()
    {
        var flow = Of("""
            - name: a
              category: function
              resourceName: function://a
              inputMappings:
                - { source: $.context.user.name, target: $.input.name }
                - { source: $.context.user.name, target: $.input.again }
                - { source: 42, target: $.context.limit }
                - { source: $.input.name, target: $.input.third }
              outputMappings:
                - { source: $.output.id, target: "$.context.ids[0]" }
                - { source: "$.context.['content-type']", target: "$.context.list[*].done" }
            """);
        AssertFlow(flow, "$.context.user.name, $.context['content-type']", "$.context.limit, $.context.ids[0], $.context.list");
    }

    [Theory]
    [InlineData("$.context.items[?(@.id == $.context.wanted)].name", "$.context.items, $.context.wanted")]
    [InlineData("$.input.items[?(@.id == $.context.wanted && $.context.flag)]", "$.context.wanted, $.context.flag")]
    [InlineData("$.context.items[*].price.sum()", "$.context.items")]
    [InlineData("$.context.items.length()", "$.context.items")]
    [InlineData("$.context.items[-1]", "$.context.items")]
    [InlineData("$.context.items[2].name", "$.context.items[2].name")]
    [InlineData("$.context..name", "$.context")]
    [InlineData("$..name", "$.context")]
    [InlineData("$.context", "$.context")]
    [InlineData("$.context.flow_execution_id", "")]
    [InlineData("$.tasks.a.trigger_url", "")]
    [InlineData("$.input.name", "")]
    [InlineData("context", "")]
    public void A_source_reads_where_its_names_lead_and_where_its_filters_look(string source, string reads)
    {
        var flow = Of($$"""
            - name: a
              category: pass
              inputMappings:
                - { source: "{{source}}", target: $.input.x }
            """);
        AssertFlow(flow, reads, string.Empty);
    }

    [Theory]
    [InlineData("source * context.rate", "$.context.rate")]
    [InlineData("context.user.name + context.user.name + context.a", "$.context.user.name, $.context.a")]
    [InlineData("context", "$.context")]
    [InlineData("context['rate']", "$.context")]
    [InlineData("let context = source; return context;", "")]
    [InlineData("is_def(context) ? input.rate : output.rate", "$.context")]
    [InlineData("let f = lambda(x) -> x * context.rate end; return f(2);", "$.context.rate")]
    [InlineData("let m = context.user; m.name = 1; return m;", "$.context")]
    [InlineData("context.items[0].name", "$.context.items")]
    [InlineData("context['rate'] + context.other", "$.context, $.context.other")]
    public void A_transform_reads_the_members_of_the_context_it_names(string transform, string reads)
    {
        var flow = Of($$"""
            - name: a
              category: pass
              outputMappings:
                - { source: 1, target: $.context.x, transform: "{{transform}}" }
            """);
        AssertFlow(flow, reads, "$.context.x");
    }

    [Fact]
    public void A_script_reads_what_its_expression_names()
    {
        var flow = Of("""
            - { name: a, category: script, expression: "input.x + context.y.z" }
            """);
        AssertFlow(flow, "$.context.y.z", string.Empty);
    }

    [Fact]
    public void A_reference_reads_and_keeps_the_output_of_the_task_it_names()
    {
        var plan = Plans.Of("""
            - { name: bob, category: function, resourceName: function://bob }
            - { name: ann, category: function, resourceName: function://ann, input: { id: $.bob.data.id } }
            """);
        AssertFlow(TaskDataFlow.Of(plan.Task("bob")), string.Empty, "$.context.bob.data.id");
        AssertFlow(TaskDataFlow.Of(plan.Task("ann")), "$.context.bob.data.id", string.Empty);
    }

    [Fact]
    public void Common_mappings_and_those_of_a_resource_count()
    {
        var plan = Plans.Of("""
            - name: a
              category: function
              resourceName: resource://mail
              outputMappings: [{ reference: keep }]
            commonMapping:
              keep: [{ source: $.context.a, target: $.context.b }]
            resources:
              - name: mail
                resourceName: function://mail
                inputMappings: [{ source: $.context.address, target: $.input.to }]
            """);
        AssertFlow(TaskDataFlow.Of(plan.Task("a")), "$.context.address, $.context.a", "$.context.b");
    }

    [Fact]
    public void What_a_loops_tasks_do_is_no_part_of_what_the_loop_does()
    {
        var plan = Plans.Of("""
            - name: loop
              category: foreach
              input: { items: $.context.items }
              iterationMapping: { collection: $.input.items, item: item }
              tasks:
                - name: inner
                  category: pass
                  outputMappings: [{ source: $.context.item, target: $.context.result }]
              outputMappings: [{ source: "$.output.sub_context[*].result", target: $.context.results }]
            """);
        AssertFlow(TaskDataFlow.Of(plan.Task("loop")), "$.context.items", "$.context.results");
        AssertFlow(TaskDataFlow.Of(plan.Task("inner")), "$.context.item", "$.context.result");
    }

    private static TaskDataFlow Of(string task) => TaskDataFlow.Of(Plans.Of(task).Task("a"));

    private static void AssertFlow(TaskDataFlow flow, string reads, string writes)
    {
        Assert.Equal(reads, string.Join(", ", flow.Reads));
        Assert.Equal(writes, string.Join(", ", flow.Writes));
    }
}

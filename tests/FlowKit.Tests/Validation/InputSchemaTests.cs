using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Tests.Validation;

public class InputSchemaTests
{
    private const string Flow = """
        workspace: shop
        dagName: order
        defaultContext: { currency: EUR, tags: '["new"]' }
        inputSchema:
          type: object
          required: [id, currency]
          properties:
            id: { type: integer, minimum: 1 }
            currency: { enum: [EUR, USD] }
            tags: { items: { type: string } }
          additionalProperties: false
        tasks:
          - { name: a, category: pass }
        """;

    [Fact]
    public async Task A_context_that_meets_the_schema_starts_the_flow_defaults_filling_in()
    {
        await using var engine = new FlowEngineBuilder().AddFlowYaml(Flow).Build();
        Assert.True((await engine.RunAsync("shop:order", FlowValue.Object(("id", 7), ("traceId", "t")))).Succeeded);
    }

    [Fact]
    public async Task A_context_that_does_not_is_refused_with_every_fault_at_the_schema()
    {
        await using var engine = new FlowEngineBuilder().AddFlowYaml(Flow, "orders.yaml").Build();
        var refused = await Assert.ThrowsAsync<FlowRefusedException>(async () => await engine.StartAsync(
            "shop:order", FlowValue.Object(("currency", "secret"), ("tags", FlowValue.Array(1)), ("more", true))));
        Assert.Equal(
            [
                "orders.yaml(5,3): error FLOW4003: $ has no member 'id', which is required. Hint: The flow's inputSchema says so.",
                "orders.yaml(5,3): error FLOW4003: $.currency has another value; expected is \"EUR\" or \"USD\". Hint: The flow's inputSchema says so.",
                "orders.yaml(5,3): error FLOW4003: $.tags[0] is of type number; expected is string. Hint: The flow's inputSchema says so.",
                "orders.yaml(5,3): error FLOW4003: $.more is no member the schema knows. Hint: The flow's inputSchema says so.",
            ],
            refused.Diagnostics.Select(one => one.ToString()));
    }

    [Fact]
    public async Task A_default_written_as_JSON_text_is_held_against_a_parameter_as_its_value()
    {
        await using var engine = new FlowEngineBuilder().AddFlowYaml("""
            workspace: shop
            dagName: order
            defaultContext: { tags: '["new"]', count: '3' }
            inputSchema: [{ name: tags, type: JSON, required: true }, { name: count, type: Number }]
            tasks: [{ name: a, category: pass }]
            """).Build();
        Assert.True((await engine.RunAsync("shop:order")).Succeeded);
    }

    [Fact]
    public void A_malformed_schema_refuses_the_flow_and_an_unknown_keyword_warns()
    {
        var diagnostics = FlowYaml.Check(Flow.Replace("minimum: 1", "minimum: one, minimun: 1", StringComparison.Ordinal), "orders.yaml").Diagnostics;
        Assert.Equal(
            [
                "orders.yaml(5,3): warning FLOW2914: at #/properties/id of this schema: 'minimun' is not checked. Hint: did you mean 'minimum'?",
                "orders.yaml(5,3): error FLOW2209: at #/properties/id/minimum of this schema: 'minimum' must be a number. Hint: mend the schema there",
            ],
            diagnostics.Select(one => one.ToString()));
    }
}

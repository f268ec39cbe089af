using System.Globalization;
using FlowKit.Errors;
using FlowKit.Validation.Schemas;
using FlowKit.Values;

namespace FlowKit.AspNetCore.Tests.Hosts;

/// <summary>The OpenAPI document of a host, which its answers are held against.</summary>
internal sealed class ApiDescription(FlowValue written)
{
    private readonly FlowValue _document = Closed(written);
    private readonly Dictionary<FlowValue, JsonSchema> _schemas = [];

    public static async Task<ApiDescription> OfAsync(FlowHost host) => new((await host.GetAsync("/flow/openapi.json")).IsOk());

    /// <summary>What is not as described in the answer to a method and a path behind the prefix; null when all is.</summary>
    public string? FaultIn(string method, string path, Answer answer)
    {
        var operation = _document["paths"][path][method.ToLowerInvariant()];
        if (operation.IsMissing)
        {
            return answer.Status is 404 or 405 ? null : "the operation is not described";
        }

        var status = answer.Status.ToString(CultureInfo.InvariantCulture);
        var response = Resolved(operation["responses"][status].IsMissing ? operation["responses"]["default"] : operation["responses"][status]);
        var schema = response["content"][answer.ContentType ?? string.Empty]["schema"];
        return schema.IsMissing ? $"status {status} with '{answer.ContentType}' is not described" : FaultIn(answer.Json, schema);
    }

    private string? FaultIn(FlowValue body, FlowValue schema)
    {
        if (!_schemas.TryGetValue(schema, out var compiled))
        {
            var findings = new Findings();
            compiled = JsonSchema.Compile(FlowValue.Object([.. schema.Members, new("components", _document["components"])]), findings);
            Assert.True(compiled is not null, string.Join('\n', findings.Ordered()));
            _schemas.Add(schema, compiled);
        }

        var faults = new List<Diagnostic>();
        compiled.Check(body, faults);
        return faults.Count == 0 ? null : string.Join('\n', faults);
    }

    private FlowValue Resolved(FlowValue value) => value["$ref"].AsString() is { } reference
        ? reference.Split('/').Skip(1).Aggregate(_document, (at, name) => at[name])
        : value;

    // What has properties has no others: a member that nobody described is a fault of the description.
    private static FlowValue Closed(FlowValue value) => value.Kind switch
    {
        FlowValueKind.Array => FlowValue.Array(value.Items.Select(Closed)),
        FlowValueKind.Object when value["properties"].Kind == FlowValueKind.Object && value["additionalProperties"].IsMissing => FlowValue.Object(
            [.. value.Members.Select(member => KeyValuePair.Create(member.Key, Closed(member.Value))), new("additionalProperties", false)]),
        FlowValueKind.Object => FlowValue.Object(value.Members.Select(member => KeyValuePair.Create(member.Key, Closed(member.Value)))),
        _ => value,
    };
}

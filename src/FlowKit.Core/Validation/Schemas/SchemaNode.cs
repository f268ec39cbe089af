namespace FlowKit.Validation.Schemas;

/// <summary>One schema within a schema: its rules, all of which a value must meet.</summary>
/// <param name="pointer">Where it stands, such as <c>#/properties/age</c>.</param>
internal sealed class SchemaNode(string pointer)
{
    public string Pointer { get; } = pointer;

    public List<SchemaRule> Rules { get; } = [];

    /// <summary>The schema <c>false</c>, which nothing meets.</summary>
    public bool IsNever { get; set; }
}

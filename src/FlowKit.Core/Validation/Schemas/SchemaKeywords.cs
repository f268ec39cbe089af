namespace FlowKit.Validation.Schemas;

/// <summary>The words of JSON Schema that are known.</summary>
internal static class SchemaKeywords
{
    /// <summary>Those that say what a value must meet, or hold schemas that do.</summary>
    public static readonly HashSet<string> Checked = new(StringComparer.Ordinal)
    {
        "$ref", "$defs", "definitions", "type", "enum", "const", "required", "properties", "patternProperties", "additionalProperties",
        "minProperties", "maxProperties", "prefixItems", "items", "minItems", "maxItems", "uniqueItems", "minimum", "maximum",
        "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "allOf", "anyOf", "oneOf", "not",
    };

    /// <summary>Those for people and tools.</summary>
    public static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "$schema", "$id", "$comment", "title", "description", "default", "example", "examples", "format", "deprecated", "readOnly", "writeOnly",
        "contentEncoding", "contentMediaType", "contentSchema",
    };
}

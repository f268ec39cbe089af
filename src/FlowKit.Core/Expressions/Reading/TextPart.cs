namespace FlowKit.Expressions.Reading;

/// <summary>A part of a text in quotes: characters, or the expression between <c>#{</c> and <c>}</c> from one offset to another.</summary>
internal readonly record struct TextPart(string? Characters, int Start = 0, int End = 0);

using System.Reflection;

namespace FlowKit.Tests.PublicApi;

/// <summary>Types as C# writes them, nullability included.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Of(Type type)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Of(underlying)}?";
        }

        return Simple(type) ?? $"{Stem(type)}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }

    public static string Of(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        var mark = !type.IsValueType && !type.IsGenericParameter && State(info) == NullabilityState.Nullable ? "?" : string.Empty;
        if (info.ElementType is { } element && type.IsArray)
        {
            return $"{Of(element)}[]{mark}";
        }

        if (Nullable.GetUnderlyingType(type) is not null || info.GenericTypeArguments.Length != type.GetGenericArguments().Length)
        {
            return $"{Of(type)}{mark}";
        }

        return $"{Simple(type) ?? $"{Stem(type)}<{string.Join(", ", info.GenericTypeArguments.Select(Of))}>"}{mark}";
    }

    private static NullabilityState State(NullabilityInfo info) =>
        info.WriteState == NullabilityState.Unknown ? info.ReadState : info.WriteState;

    private static string? Simple(Type type) => Keywords.TryGetValue(type, out var keyword) ? keyword
        : type.IsArray ? $"{Of(type.GetElementType()!)}[]"
        : type.IsGenericParameter ? type.Name
        : type.IsGenericType ? null
        : Stem(type);

    private static string Stem(Type type)
    {
        var name = type.Name.Split('`')[0];
        return type.DeclaringType is { } outer && !type.IsGenericParameter ? $"{Stem(outer)}.{name}" : name;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FlowKit.Functions;

/// <summary>How functions without a <see cref="JsonTypeInfo"/> read and write their types.</summary>
internal static class ReflectedJson
{
    [RequiresUnreferencedCode(Why)]
    [RequiresDynamicCode(Why)]
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Shared.Options.GetTypeInfo(Returned(typeof(T)));

    public const string Why = "Reflection reads the input and writes the result. Pass JsonTypeInfo where code is trimmed or compiled ahead of time.";

    private static Type Returned(Type type) => typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask)
        ? throw new ArgumentException($"A function cannot return {TypeText.Of(type)} as its result. Return a value, Task<T> or ValueTask<T>.")
        : type;

    [RequiresUnreferencedCode(Why)]
    [RequiresDynamicCode(Why)]
    private static class Shared
    {
        public static readonly JsonSerializerOptions Options = Create();

        // A parameter that is missing, or null where none is allowed, is an input that does not fit, not a zero.
        private static JsonSerializerOptions Create()
        {
            var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                RespectNullableAnnotations = true,
                RespectRequiredConstructorParameters = true,
                TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
                Converters = { new FlowValueConverter(), new JsonStringEnumConverter() },
            };
            options.MakeReadOnly();
            return options;
        }
    }
}

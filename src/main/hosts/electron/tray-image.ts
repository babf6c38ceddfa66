/** A slip on its nail, 32 x 32 pixels: in the code, because a tray must not depend on where files were unpacked. */
export const trayImage =
  'data:image/png;base64,' +
  'iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAYAAABzenr0AAAFEUlEQVR4nOxX3WscVRQ/9+5HdvZjdrfZjzSbpKXSENoKWmg1GFIo' +
  'ltTUBwXzomIFH8S2Kn3oX2FfUh8qRWpFGpVAfShtQRErWJRK0YIF8aE0m+xm81F3Z/ZrZmfnXs+d3Wx3N9ndLI30pT8Y7tx7z5zz' +
  'u+ece+4dCk8YFJ4wnhKwQ5c4+NKh0w67c4yZ5ecYZwExRgnN2Oz2u7pu/Pz7rzenu9FHupClY4cn7kejfUOhcIQ4nT3gcDqsCaNk' +
  'gK7r8HB1mS+lkvFffvphFw6zzSi1wSZxcHT83MDgjiMje/cRj8cLLpcLHA6n9Yh3j9cL4UiU6Lome2U5lJifu7EZvZsOASHAOIDZ' +
  '6RvOOJd76LMfHn/lLMrHgEME3fybwc3pz776frlrAh+8eSzosEGMgXn9z3j8dbOshyN9MZfTKVZfDYFhQKmkw0oqCZmHS7Y9A9Ih' +
  'Sm3jXp/MZFm2LczHDzuI3Y+ip9YtrHng5DuTr+Lg+5TSvZyzfhzqqZ9PpXXQmYNli2WilUzre59Xgh0DUdgzvBMmj4yBLAcwJJ7a' +
  'N7PfzMDdO3dWz315LdzWAyffnthPCVzd1hti/bEYlf1+VIYPtv6AH3z47vcHwG63038zKpw484n13fmzZyDol6EVQuEwRoKHpqam' +
  'nLOzs6WWBKiNviDaEx+fppIkwVZBLEIg5skKjz5osNkgyaAsGq1YhK2ET654p2TCQPMcbbTPE6LNKipsJdY8YKe0v3muMQS8QkDN' +
  'KrC1BHxWy4DFoB0BcNCkqF+q0plAQPbCYCwCHDe73+dtK+vGwkUIwTwk7Ql8+sWNVSwgpqoqHSskblN4642jtXdmmpAv5KCYz0MB' +
  'H8PQYffIvpq87A8wJZ1uHwIEJ9S2iAQakqVUKkERlRcK+ZoBrZiDfL6A/Rxc+esWlDStQREhtIFAIBCwZdLpWCcCwE0WxxDUEeBw' +
  'ZeZisxg4sf67JQ9I6N5QJAIuyYuuFn0PuN0ey+31ELUEPTXYmQBAIpPOiJpfDQOB/S+OgTj9hGJhwOP2Ys3Y9DlmwYcEGDOHOhJA' +
  'CslsVm0o0cN1rmwNjmEpVMNUsPKhb3sMVx60Zv1YCzARbeJsOT9zLd2SAAGSKBsG1TCm4pi1VDP2KP6itfKhEv9KvzIu5OpxYHS8' +
  'RkB4QIA6yiIRWxMAwpOChtiKawT+uH0L/vn7XoMY3oBAkjxW3EORvmp4MA/cbpDclXxwSe6a/FoxokBFIt5rSYATniBcEMhAJBq1' +
  'xgZ2PgNysBfceOkQRj1oxOnq7qyQqx4ARhq24noCjCbx8gGYB7WxSF+/9TwOgoFKKDjlsbYEDJdtoUc3QWmqhjrmRCGftWIvWpEP' +
  'jwpPznL3y5OvQSuIXdPT42K6XmxP4MKFq4WP3j2WzSmKb21MVdJw/btvG+QwozHWlT2/rTcMgd5e6ASXJJmaVrS3JVBFQlWzI2sd' +
  'NybV8wdGMbF81WJTSbbmCxXDXSByRySwqqpWm8VWwQWsLq9wJZN2UCC3OxJARXMrS6ndUC1Gdrz7De0axmNagXQ6A3MP4mhAsYwp' +
  'ok1neEZRGIZio+pUJpSmUOl9/I+4GI5rl+snN/wvOHX86HsE6OfR7dtZSTd4TlWIUTbW/UVhGFSsnEnM3LiooKhsnjOyyIHF8ZhM' +
  '2c1yYvrrH8VNmEMLbOiBHNEue7kUXEouTmAXjeA9gcACGkjgcb1AbOWkCsb8pUs3NXhMdPNn9L/gPwAAAP//2QjszgAAAAZJREFU' +
  'AwCZVhliJqc+LgAAAABJRU5ErkJggg==';

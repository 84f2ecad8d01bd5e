"""Pages that are images: their text recognised by Tesseract, their figures only where several readings agree."""
